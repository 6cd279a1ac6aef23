import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SmallWorld, startSmallWorld } from '../support/small-world.ts';

let world: SmallWorld;
let now = new Date('2026-03-02T09:00:00Z');
beforeAll(async () => {
  world = await startSmallWorld({ now: () => now });
});
afterAll(() => world.close());

const authorize = (parameters: Readonly<Record<string, string>>) => {
  const query = new URLSearchParams({
    client_id: world.app.clientId,
    redirect_uri: 'http://portal.example/login/callback',
    state: 'a b&c',
    ...parameters,
  });
  return world.call({ path: `${world.url}/login/oauth/authorize?${query}`, as: null });
};
const exchange = (code: string, secret = world.app.clientSecret) =>
  world.call({
    method: 'POST',
    path: `${world.url}/login/oauth/access_token`,
    as: null,
    headers: { accept: 'application/json' },
    body: { client_id: world.app.clientId, client_secret: secret, code },
  });
const codeOf = async (login: string) => {
  const { status, headers } = await authorize({ login });
  const target = new URL(headers.get('location') ?? '');
  expect([status, target.origin, target.searchParams.get('state')]).toEqual([302, 'http://portal.example', 'a b&c']);
  return target.searchParams.get('code') ?? '';
};

describe('logging in through the App', () => {
  test('asks who one is, and lists everybody', async () => {
    const page = await authorize({});
    expect(page.status).toBe(200);
    for (const login of ['alice', 'bob', 'carol']) expect(page.text).toContain(`login=${login}`);
    expect((await authorize({ client_id: 'another' })).status).toBe(404);
    expect((await authorize({ redirect_uri: 'javascript:alert(1)' })).status).toBe(404);
  });

  test('gives a code that is good once, for a token of that person', async () => {
    const code = await codeOf('bob');
    const { json } = await exchange(code);
    expect(json).toMatchObject({ token_type: 'bearer', scope: '', access_token: expect.stringMatching(/^ghu_/) });
    expect((await world.call({ path: '/user', token: json.access_token })).json.login).toBe('bob');
    expect((await world.call({ path: '/repos/acme/secret', token: json.access_token })).status).toBe(404);
    expect((await exchange(code)).json.error).toBe('bad_verification_code');
    now = new Date(now.getTime() + 8 * 3_600_000);
    expect((await world.call({ path: '/user', token: json.access_token })).status).toBe(401);
  });

  test('refuses a wrong secret and a code that is too old', async () => {
    const code = await codeOf('alice');
    expect((await exchange(code, 'guess')).json.error).toBe('incorrect_client_credentials');
    now = new Date(now.getTime() + 10 * 60_000);
    expect((await exchange(code)).json.error).toBe('bad_verification_code');
  });
});
