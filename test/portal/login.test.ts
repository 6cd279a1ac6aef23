import { createHash } from 'node:crypto';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { loginRoutes } from '../../src/portal/login/routes.ts';
import { createSeal } from '../../src/portal/login/seal.ts';
import { createSessions } from '../../src/portal/login/session.ts';
import { createPortal } from '../../src/portal/portal.ts';
import type { PortalPorts } from '../../src/portal/ports.ts';
import { createTurnstile } from '../../src/portal/turnstile.ts';
import { startWorld, type TestWorld } from '../support/world.ts';

const POLICY = `version: 1
mode: enforce
repositories: { exclude: [registry, .github] }
operators: ["@acme/platform"]
`;

let world: TestWorld;
beforeAll(async () => {
  world = await startWorld({ 'repositories/.github/innkeeper.yml': POLICY });
}, 60_000);
afterAll(() => world.close());

/** Keeps the cookies of the portal, and follows nothing by itself. */
function browser() {
  const jar = new Map<string, string>();
  async function go(path: string, init: { method?: string; headers?: Readonly<Record<string, string>> } = {}) {
    const answer = await fetch(new URL(path, world.app.url), {
      ...init,
      redirect: 'manual',
      headers: { ...init.headers, cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value) jar.set(name, value);
      else jar.delete(name);
    }
    return answer;
  }
  /** Where GitHub sends somebody who says who they are. */
  async function authorised(login: string, to = '/'): Promise<string> {
    const begun = await go(`/login?to=${encodeURIComponent(to)}`);
    const asked = await fetch(`${begun.headers.get('location')}&login=${login}`, { redirect: 'manual' });
    return asked.headers.get('location') ?? '';
  }
  const post = (path: string, origin = world.app.url) => {
    const headers = { origin, 'content-type': 'application/x-www-form-urlencoded' };
    return go(path, { method: 'POST', headers });
  };
  return { jar, go, authorised, post, logIn: async (login: string, to?: string) => go(await authorised(login, to)) };
}

describe('a log-in with GitHub', () => {
  test('shows the private projects that GitHub shows, until one logs out', async () => {
    const { go, logIn, post, jar } = browser();
    const back = await logIn('erin', '/projects/dicom-bridge');
    expect([back.status, back.headers.get('location')]).toEqual([302, '/projects/dicom-bridge']);
    expect((await go('/projects/dicom-bridge')).status).toBe(200);
    expect(await (await go('/login')).text()).toContain('You are logged in as erin');
    expect((await post('/logout')).status).toBe(303);
    expect(jar.size).toBe(0);
    expect((await go('/projects/dicom-bridge')).status).toBe(404);
  });

  test('keeps its cookies from scripts, other sites and other hosts', async () => {
    const { authorised, go } = browser();
    const session = (await go(await authorised('erin'))).headers.getSetCookie().join('\n');
    expect(session).toMatch(/innkeeper-session=[\w-]+; Max-Age=28800; Path=\/; HttpOnly; SameSite=Lax/);
    expect(session).not.toContain(world.sandbox.tokenOf('erin'));
    const secure = await go('/login', { headers: { 'x-forwarded-proto': 'https' } });
    const begun = secure.headers.getSetCookie().join('\n');
    expect(begun).toMatch(/^__Host-innkeeper-login=[\w-]+; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/m);
  });

  test('is for the browser that began it, once, and by the code that GitHub gave for it', async () => {
    const [mine, hers] = [browser(), browser()];
    const callback = await mine.authorised('erin');
    expect((await hers.go(callback)).status).toBe(400);
    await hers.go('/login');
    expect((await hers.go(callback)).status).toBe(400);
    expect([...hers.jar.keys()]).toEqual([]);
    const wrong = new URL(callback);
    wrong.searchParams.set('code', 'invented');
    expect((await mine.go(wrong.href)).status).toBe(400);
    // What was begun is over with its first try.
    expect((await mine.go(callback)).status).toBe(400);
    expect((await mine.go('/login/callback?error=access_denied')).status).toBe(400);
    expect([...mine.jar.keys()]).toEqual([]);
  });

  test.each(['//evil.example', '/\\evil.example', 'https://evil.example/', '/.//evil.example', 'javascript:alert(1)'])(
    'leads nobody to %s',
    async (to) => {
      const location = (await browser().logIn('erin', to)).headers.get('location') ?? '';
      expect(new URL(location, world.app.url).origin).toBe(world.app.url);
    },
  );

  test('is over when its cookie was tampered with', async () => {
    const { jar, go, logIn } = browser();
    await logIn('erin');
    const [[name = '', value = ''] = []] = [...jar];
    jar.set(name, `${value.slice(0, 30)}${value[30] === 'A' ? 'B' : 'A'}${value.slice(31)}`);
    expect((await go('/projects/dicom-bridge')).status).toBe(404);
  });
});

describe('the deliveries', () => {
  test('are for operators: others are asked to log in, or refused', async () => {
    const { go } = browser();
    const stranger = await go('/deliveries?status=done');
    expect(stranger.headers.get('location')).toBe('/login?to=%2Fdeliveries%3Fstatus%3Ddone');
    const guest = browser();
    await guest.logIn('erin');
    for (const path of ['/deliveries', '/deliveries/anything']) expect((await guest.go(path)).status).toBe(403);
    expect((await guest.post('/deliveries/anything/retry')).status).toBe(403);
    expect((await browser().post('/deliveries/anything/retry')).status).toBe(403);
  });

  test('tell an operator what came, what it came to and what it wrote, and are tried again', async () => {
    const number = await world.propose('erin', 'http-client', { 'src/jitter.js': 'x\n' });
    const [delivery] = (await world.app.store.deliveries.list({ limit: 500 })).filter(
      ({ event, action }) => event === 'pull_request' && action === 'opened',
    );
    const { go, logIn, post } = browser();
    const back = await logIn('alice', '/deliveries?status=done');
    expect(back.headers.get('location')).toBe('/deliveries?status=done');
    const list = await (await go('/deliveries?status=done')).text();
    expect(list).toContain(`href="/deliveries/${delivery?.id}"`);
    const page = `/deliveries/${delivery?.id}`;
    const shown = await (await go(page)).text();
    expect(shown).toContain('pull_request.opened');
    expect(shown).toContain(`comment acme/http-client#${number}`);
    expect(shown).not.toContain('/discard"');
    expect((await post(`${page}/retry`, 'https://evil.example')).status).toBe(403);
    expect((await post(`${page}/retry`)).headers.get('location')).toBe(page);
    await world.quiet();
    expect((await world.app.store.deliveries.get(delivery?.id ?? ''))?.status).toBe('done');
    expect((await go('/deliveries/nothing')).status).toBe(404);
  });

  test('of another organisation are none', async () => {
    const value = { id: 'theirs', event: 'push', action: null, installation: 99, repository: null, payload: {} };
    await world.app.store.jobs.submit({ ...value, receivedAt: new Date().toISOString() });
    const { go, logIn, post } = browser();
    await logIn('alice');
    expect(await (await go('/deliveries')).text()).not.toContain('/deliveries/theirs');
    expect((await go('/deliveries/theirs')).status).toBe(404);
    expect((await post('/deliveries/theirs/discard')).status).toBe(404);
  });
});

test('GitHub is shown a challenge first, and what it was made of with the code alone', async () => {
  let exchanged = new URLSearchParams();
  const gitHub = new Hono().post('/login/oauth/access_token', async (context) => {
    exchanged = new URLSearchParams(await context.req.text());
    return context.json({ access_token: 'ghu_1', expires_in: 60 });
  });
  const server = serve({ fetch: gitHub.fetch, port: 0 });
  try {
    const address = server.address();
    const web = `http://localhost:${typeof address === 'object' ? address?.port : ''}`;
    const options = { secret: 's'.repeat(32), now: () => new Date(0) };
    const client = { id: 'Iv1.a', secret: 'b' };
    const identity = { loginOf: async () => null };
    const sessions = createSessions(options);
    const turnstile = createTurnstile(options.now);
    const portal = loginRoutes({ ...options, client, identity, turnstile, web, sessions });
    const begun = await portal.request('https://inn.example/login');
    const asked = new URL(begun.headers.get('location') ?? '').searchParams;
    const cookie = begun.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const back = `https://inn.example/login/callback?code=c&state=${asked.get('state')}`;
    const done = await portal.request(back, { headers: { cookie } });
    expect(done.headers.getSetCookie().join()).toContain('__Host-innkeeper-session=');
    expect(done.headers.getSetCookie().join()).toContain('Max-Age=60;');
    expect(asked.get('code_challenge_method')).toBe('S256');
    const verifier = exchanged.get('code_verifier') ?? '';
    expect(verifier.length).toBeGreaterThanOrEqual(43);
    expect(createHash('sha256').update(verifier).digest('base64url')).toBe(asked.get('code_challenge'));
    expect(Object.fromEntries(exchanged)).toMatchObject({ code: 'c', client_id: 'Iv1.a', client_secret: 'b' });
    expect(exchanged.get('redirect_uri')).toBe(asked.get('redirect_uri'));
  } finally {
    server.close();
  }
});

test('what is sealed opens for a while, for its purpose, by its secret', () => {
  let time = 0;
  const now = () => new Date(time);
  const seal = (secret: string, purpose: string) => createSeal({ secret, now }, purpose, z.string());
  const closed = seal('one', 'session').close('hello', 10);
  expect(closed).not.toContain(Buffer.from('hello').toString('base64url'));
  expect(seal('one', 'session').open(closed)).toBe('hello');
  expect(seal('one', 'login').open(closed)).toBeNull();
  expect(seal('two', 'session').open(closed)).toBeNull();
  expect(seal('one', 'session').open('')).toBeNull();
  time = 10_000;
  expect(seal('one', 'session').open(closed)).toBeNull();
});

test('where nobody can log in, the portal says so and sends nobody there', async () => {
  const nothing = {} as PortalPorts;
  const none = async () => [];
  const portal = createPortal({ ...nothing, projects: none, organizations: none, login: null, now: () => new Date(0) });
  expect([(await portal.request('/login')).status, (await portal.request('/logout')).status]).toEqual([404, 404]);
  expect(await (await portal.request('/login')).text()).toContain('Nobody can log in here');
  const refused = await portal.request('/deliveries');
  expect([refused.status, refused.headers.get('location')]).toEqual([403, null]);
});
