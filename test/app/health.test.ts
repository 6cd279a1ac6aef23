import { rmSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createHealth } from '../../src/app/health.ts';
import { createClient } from '../../src/github/client.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { preparedStore } from '../support/prepared-store.ts';
import { startWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await startWorld();
}, 60_000);
afterAll(() => world.close());
beforeEach(() => {
  world.sandbox.faults.clear();
  world.sandbox.requests.clear();
});

/** The pages of an App with this store, by a clock of the test's own. */
function healthOf(store: Store) {
  const { app: credentials, url } = world.sandbox;
  let now = Date.parse('2026-11-21T08:00:00Z');
  const app = createClient(
    { appId: credentials.id, privateKey: credentials.privateKey },
    { baseUrl: `${url}/api/v3`, now: () => new Date() },
  );
  const routes = createHealth({ store, app, now: () => new Date(now) });
  return {
    later(seconds: number) {
      now += seconds * 1000;
    },
    async get(path: string) {
      const answer = await routes.request(path);
      return { code: answer.status, said: await answer.json() };
    },
  };
}

const asked = () => world.sandbox.requests.all.filter(({ path }) => path.endsWith('/app')).length;

describe('/readyz', { timeout: 60_000 }, () => {
  test('says that everything answers', async () => {
    const answer = await fetch(`${world.app.url}/readyz`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ status: 'ready', database: 'ok', queue: 'ok', github: 'ok' });
  });

  test('is 503 while GitHub is away, of which it asks no more than twice a minute; /healthz is not', async () => {
    const health = healthOf(world.app.store);
    world.sandbox.faults.add({ path: '/app', fault: { kind: 'status', status: 502 } });
    const away = { status: 'not ready', database: 'ok', queue: 'ok', github: 'doesn’t answer' };
    expect(await health.get('/readyz')).toEqual({ code: 503, said: away });
    expect(await health.get('/healthz')).toEqual({ code: 200, said: { status: 'ok' } });
    world.sandbox.faults.clear();
    health.later(29);
    expect(await health.get('/readyz')).toEqual({ code: 503, said: away });
    expect(asked()).toBe(1);
    health.later(1);
    expect((await health.get('/readyz')).code).toBe(200);
    expect(asked()).toBe(2);
  });

  test('is 503 while the database is away, and tells nothing of why', async () => {
    const dataDirectory = await preparedStore();
    const store = await openStore({ dataDirectory, concurrency: 1, now: () => new Date(), onError: () => undefined });
    await store.close();
    const gone = 'doesn’t answer';
    const said = { status: 'not ready', database: gone, queue: gone, github: 'ok' };
    expect(await healthOf(store).get('/readyz')).toEqual({ code: 503, said });
    expect((await healthOf(store).get('/healthz')).code).toBe(200);
    rmSync(dataDirectory, { recursive: true });
  });
});

describe('/metrics', { timeout: 60_000 }, () => {
  const metrics = async () => (await fetch(`${world.app.url}/metrics`)).text();

  test('has what the handbook names, counted from what was done', async () => {
    await world.propose('dmitri', 'http-client', { 'src/retry.js': 'export {};\n' });
    const text = await metrics();
    for (const name of [
      'innkeeper_deliveries',
      'innkeeper_delivery_seconds',
      'innkeeper_queue_oldest_seconds',
      'innkeeper_queue_blocked_lines',
      'innkeeper_github_request_seconds',
      'innkeeper_github_quota_remaining',
      'innkeeper_promises',
    ]) {
      expect(text, name).toMatch(new RegExp(`^# TYPE ${name} `, 'm'));
    }
    expect(text).toMatch(/^innkeeper_deliveries\{event="pull_request",status="done"\} [1-9]/m);
    expect(text).toMatch(/^innkeeper_delivery_seconds_count\{event="pull_request",outcome="done"\} [1-9]/m);
    expect(text).toMatch(/^innkeeper_github_request_seconds_count\{kind="graphql",method="POST",status="200"\} [1-9]/m);
    expect(text).toMatch(/^innkeeper_queue_oldest_seconds 0$/m);
    expect(text).toMatch(/^innkeeper_queue_blocked_lines 0$/m);
  });

  test('has no secret and no name of a repository or a person in it', async () => {
    const text = await metrics();
    const { world: github, app } = world.sandbox;
    const names = [...github.repositories.keys(), ...github.people.keys(), github.organization.login];
    const secrets = [app.webhookSecret, app.clientSecret, 'PRIVATE KEY', 'ghs_'];
    expect(
      [...names, ...secrets].filter((each) => new RegExp(`\\b${each.replace('.', '[.]')}\\b`, 'i').test(text)),
    ).toEqual([]);
  });
});
