import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { GitHubRefusal } from '../../src/github/errors.ts';
import { clientAddressOf } from '../../src/portal/client-address.ts';
import { createTurnstile, TooManyTokens } from '../../src/portal/turnstile.ts';

/** A GitHub that takes the tokens whose name begins with `good`. */
function world() {
  let time = 0;
  let asked = 0;
  const turnstile = createTurnstile(() => new Date(time));
  const gitHub = async (token: string) => {
    asked += 1;
    await Promise.resolve();
    if (token.startsWith('good')) return 'seen';
    if (token.startsWith('away')) throw new Error('GitHub is away');
    throw new GitHubRefusal('no', { status: token.startsWith('forbidden') ? 403 : 401 });
  };
  return {
    bring: (token: string, address = '192.0.2.1') =>
      turnstile.pass({ fingerprint: token, address }, () => gitHub(token)),
    /** As many tokens as that, each from an address of its own where there is a function for it; what became of each. */
    flood: (count: number, kind: string, address: (index: number) => string) =>
      Promise.all(
        Array.from({ length: count }, (_, index) =>
          turnstile
            .pass({ fingerprint: `${kind}${index}`, address: address(index) }, () => gitHub(`${kind}${index}`))
            .catch((error: unknown) => (error instanceof TooManyTokens ? 'too many' : 'failed')),
        ),
      ),
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
    asked: () => asked,
  };
}

describe('the turnstile', () => {
  test('remembers a refusal for a minute, whatever is asked for, and in how many places at once', async () => {
    const { bring, pass, asked } = world();
    expect(await Promise.all([bring('bad'), bring('bad'), bring('bad')])).toEqual(['refused', 'refused', 'refused']);
    pass(59_000);
    expect(await bring('bad')).toBe('refused');
    expect(asked()).toBe(1);
    pass(2_000);
    expect(await bring('bad')).toBe('refused');
    expect(asked()).toBe(2);
  });

  test('shows GitHub few invented tokens from one address, and lets others through meanwhile', async () => {
    const { bring, flood, pass, asked } = world();
    await bring('good, known before');
    const answers = await flood(500, 'bad', () => '192.0.2.1');
    expect(answers.filter((answer) => answer === 'too many')).toHaveLength(480);
    expect(asked()).toBe(21);
    expect(await bring('good, known before')).toBe('seen');
    expect(await bring('good', '192.0.2.2')).toBe('seen');
    await expect(bring('good, but new')).rejects.toThrow(TooManyTokens);
    pass(61_000);
    expect(await bring('good, but new')).toBe('seen');
  });

  test.each(['bad', 'forbidden', 'away'])('shows GitHub few from all addresses together: %s', async (kind) => {
    const { flood, asked, bring } = world();
    await bring('good');
    await flood(5_000, kind, (index) => `192.0.2.${index}`);
    expect(asked()).toBe(101);
    expect(await bring('good')).toBe('seen');
  });

  test('counts nobody whom GitHub takes', async () => {
    const { flood } = world();
    for (let round = 0; round < 10; round += 1) {
      expect(new Set(await flood(20, `good${round} `, () => '192.0.2.1'))).toEqual(new Set(['seen']));
    }
  });

  test('knows a token that was revoked no more', async () => {
    let revoked = false;
    const turnstile = createTurnstile(() => new Date(0));
    const bring = () =>
      turnstile.pass({ fingerprint: 'x', address: '' }, async () => {
        if (revoked) throw new GitHubRefusal('no', { status: 401 });
        return 'seen';
      });
    expect(await bring()).toBe('seen');
    revoked = true;
    expect(await bring()).toBe('refused');
    revoked = false;
    expect(await bring()).toBe('refused');
  });
});

test.each([
  ['203.0.113.5', undefined, '203.0.113.5'],
  ['::ffff:203.0.113.5', undefined, '203.0.113.5'],
  ['203.0.113.5', '198.51.100.1', '203.0.113.5'],
  ['127.0.0.1', '198.51.100.1', '198.51.100.1'],
  ['::1', 'made up, 198.51.100.1', '198.51.100.1'],
  ['10.1.2.3', undefined, '10.1.2.3'],
  ['::ffff:172.20.0.2', '2001:db8:0:7:a:b:c:d', '2001:db8:0:7'],
  ['2001:db8::1', undefined, '2001:db8:0:0'],
  ['fd00::1', '2001:db8:1:2::9', '2001:db8:1:2'],
  [undefined, '198.51.100.1', ''],
])('a request by %s, for whom %s is named, comes from %s', async (remoteAddress, named, expected) => {
  const app = new Hono().get('/', (context) => context.text(clientAddressOf(context)));
  const headers = named ? { 'x-forwarded-for': named } : {};
  const env = remoteAddress ? { incoming: { socket: { remoteAddress } } } : undefined;
  expect(await (await app.request('/', { headers }, env)).text()).toBe(expected);
});
