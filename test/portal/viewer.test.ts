import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import type { Client } from '../../src/github/client.ts';
import { GitHubRefusal } from '../../src/github/errors.ts';
import { createTurnstile } from '../../src/portal/turnstile.ts';
import { createAccess, viewerOf } from '../../src/portal/viewer.ts';

const repository = { owner: 'acme', name: 'Secret' };

/** A GitHub that shows the repository, or fails. */
function world(visibility: () => string | null | Error) {
  let time = 0;
  let asked = 0;
  const client = {
    async graphql() {
      asked += 1;
      const answer = visibility();
      if (answer instanceof Error) throw answer;
      return { r0: answer && { visibility: answer } };
    },
  } as unknown as Client;
  const access = createAccess({
    github: () => client,
    asPerson: () => client,
    turnstile: createTurnstile(() => new Date(time)),
    now: () => new Date(time),
  });
  return {
    sees: (token: string | null) => access.sees({ token, address: '192.0.2.1' }, [repository], 1),
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
    asked: () => asked,
  };
}

describe('a viewer', () => {
  test.each([
    ['PUBLIC', null, true],
    ['INTERNAL', null, false],
    ['PRIVATE', null, false],
    ['PRIVATE', 'token', true],
    [null, 'token', false],
  ])('of a repository that GitHub shows as %s, with the token %s: %s', async (visibility, token, seen) => {
    expect(await world(() => visibility).sees(token)).toEqual(new Set(seen ? ['acme/secret'] : []));
  });

  test('is asked about once a minute, and loses sight within it', async () => {
    let visibility: string | null = 'PRIVATE';
    const { sees, pass, asked } = world(() => visibility);
    await sees('token');
    visibility = null;
    pass(59_000);
    expect(await sees('token')).toEqual(new Set(['acme/secret']));
    expect(asked()).toBe(1);
    pass(2_000);
    expect(await sees('token')).toEqual(new Set());
  });

  test('is one person: another’s answer is never theirs', async () => {
    const answers = ['PRIVATE', null];
    const { sees } = world(() => answers.shift() ?? null);
    expect(await sees('hers')).toEqual(new Set(['acme/secret']));
    expect(await sees('his')).toEqual(new Set());
    expect(await sees(null)).toEqual(new Set());
  });

  test('with a token that is none is told so; with one that is shut out sees nothing', async () => {
    expect(await world(() => new GitHubRefusal('Bad credentials', { status: 401 })).sees('x')).toBe(false);
    const shutOut = new GitHubRefusal('SAML', { status: 200, type: 'FORBIDDEN' });
    expect(await world(() => shutOut).sees('x')).toEqual(new Set());
  });

  test('is not refused for good when GitHub fails once', async () => {
    const answers = [new Error('GitHub is away'), 'PRIVATE'];
    const { sees } = world(() => answers.shift() ?? null);
    await expect(sees('token')).rejects.toThrow('away');
    expect(await sees('token')).toEqual(new Set(['acme/secret']));
  });
});

test.each([
  [undefined, null],
  ['Bearer abc', 'abc'],
  ['token abc', 'abc'],
  [`Basic ${btoa('alice:abc')}`, 'abc'],
  [`Basic ${btoa('alice:a:b')}`, 'a:b'],
  [`Basic ${btoa('abc:')}`, 'abc'],
  [`Basic ${btoa('abc')}`, 'abc'],
  ['Basic !', null],
  ['Digest abc', null],
])('Authorization: %s brings the token %s', async (authorization, token) => {
  const app = new Hono().get('/', (context) => context.json(viewerOf(context).token));
  const answer = await app.request('/', { headers: authorization ? { authorization } : {} });
  expect(await answer.json()).toEqual(token);
});
