import { rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Delivery } from '../../src/domain/delivery.ts';
import { SAMPLE_ORGANISATION } from '../../src/sandbox/sample/morning.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { useCheckout } from '../support/checkout.ts';
import { type Hands, sandboxHands } from '../support/hands.ts';
import { preparedStore } from '../support/prepared-store.ts';

let sandbox: Sandbox;
let hands: Hands;
let dataDirectory = '';

beforeAll(async () => {
  sandbox = await startSandbox({ organisation: SAMPLE_ORGANISATION });
  hands = sandboxHands(sandbox);
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  dataDirectory = await preparedStore();
});
afterEach(() => {
  sandbox.faults.clear();
  rmSync(dataDirectory, { recursive: true });
});

const { write, run } = useCheckout(() => ({
  APP_ID: String(sandbox.app.id),
  PRIVATE_KEY: sandbox.app.privateKey,
  WEBHOOK_SECRET: sandbox.app.webhookSecret,
  GHE_HOST: new URL(sandbox.url).host,
  GHE_PROTOCOL: 'http',
  DATA_DIR: dataDirectory,
}));

/** The App's store, while the App is down. */
async function inStore<T>(what: (store: Store) => Promise<T>): Promise<T> {
  const onError = (error: unknown) => {
    throw error;
  };
  const store = await openStore({ dataDirectory, concurrency: 1, now: () => new Date(), onError });
  try {
    return await what(store);
  } finally {
    await store.close();
  }
}

const push = (id: string, minute: number): Delivery => ({
  id,
  event: 'push',
  action: null,
  installation: 4711,
  repository: { owner: 'acme', name: 'http-client' },
  payload: { ref: 'refs/heads/main' },
  receivedAt: `2026-11-21T07:${minute}:00.000Z`,
});

/** One that is done, one that failed, one that waits. */
const seed = () =>
  inStore(async ({ jobs, deliveries, audit }) => {
    await jobs.submit(push('d-done', 10));
    await jobs.submit(push('d-failed', 20));
    await jobs.submit(push('d-waiting', 30));
    await deliveries.end('d-done', 'done', 'project: judged');
    await deliveries.end('d-failed', 'failed', 'Something went wrong on our side (1a2b3c4d).');
    await audit.record({
      delivery: 'd-done',
      event: 'push',
      sender: 'alice',
      installation: 4711,
      repository: 'acme/http-client',
      kind: 'check',
      target: 'acme/http-client@main',
      result: 'written',
      policy: null,
    });
  });

/** The webhook of a new pull request, which reached nobody. */
async function unheard(): Promise<{ number: number; file: string }> {
  const number = hands.offer('bob', 'http-client', { 'src/retry.js': 'export {};\n' });
  await sandbox.settled();
  const sent = sandbox.hooks.deliveries.findLast(({ event }) => event === 'pull_request');
  write('event.json', JSON.stringify({ name: sent?.event, payload: sent?.payload }));
  return { number, file: 'event.json' };
}

const checks = (number: number) => {
  const repository = sandbox.world.repository('acme', 'http-client');
  const { headSha } = sandbox.world.pull(repository, number).pull;
  return repository.checks.filter(({ sha }) => sha === headSha).map(({ name, conclusion }) => `${name}: ${conclusion}`);
};

describe('innkeeper deliveries', { timeout: 60_000 }, () => {
  test('lists what was kept, the newest first, with what became of it and without its payload', async () => {
    await seed();
    const all = await run(['deliveries', 'list']);
    expect(
      all.out
        .trimEnd()
        .split('\n')
        .map((line) => line.split(/\s+/).slice(0, 4).join(' ')),
    ).toEqual([
      'd-waiting pending push acme/http-client',
      'd-failed failed push acme/http-client',
      'd-done done push acme/http-client',
    ]);
    const failed = await run(['deliveries', 'list', '--status', 'failed', '--format', 'json']);
    const [only, ...others] = JSON.parse(failed.out);
    expect(others).toEqual([]);
    expect(only).toMatchObject({ id: 'd-failed', outcome: 'Something went wrong on our side (1a2b3c4d).' });
    expect(only).not.toHaveProperty('payload');
    expect((await run(['deliveries', 'list', '--limit', '1'])).out).toMatch(/^d-waiting .*\n$/);
  });

  test('shows one, and what it wrote to GitHub', async () => {
    await seed();
    const { out } = await run(['deliveries', 'show', 'd-done']);
    expect(out).toContain('received  2026-11-21T07:10:00.000Z, attempts 0\n');
    expect(out).toMatch(/^wrote {5}\S+ {2}check acme\/http-client@main: written$/m);
    const json = JSON.parse((await run(['deliveries', 'show', 'd-done', '--format', 'json'])).out);
    expect(json).toMatchObject({ payload: { ref: 'refs/heads/main' }, writes: [{ sender: 'alice', kind: 'check' }] });
  });

  test('gives one its turn again, and leaves one be', async () => {
    await seed();
    expect(await run(['deliveries', 'retry', 'd-failed'])).toMatchObject({
      code: 0,
      out: 'd-failed waits for its turn.\n',
    });
    expect(await run(['deliveries', 'discard', 'd-waiting'])).toMatchObject({
      code: 0,
      out: 'd-waiting is left be.\n',
    });
    const { out } = await run(['deliveries', 'list', '--format', 'json']);
    const found = JSON.parse(out).map(({ id, status }: { id: string; status: string }) => `${id} ${status}`);
    expect(found).toEqual(['d-waiting discarded', 'd-failed pending', 'd-done done']);
  });

  test.each([
    [['show', 'nobody'], 'There is no delivery nobody.'],
    [['retry'], 'Which delivery?'],
    [['forget', 'd-done'], 'There is no deliveries forget.'],
    [['list', '--status', 'lost'], 'There is no status lost.'],
    [['discard', 'd-done'], 'd-done is done: there is nothing to discard.'],
  ])('%j exits 2 and says why', async (words, why) => {
    await seed();
    const { code, out, error } = await run(['deliveries', ...words]);
    expect([code, out]).toEqual([2, '']);
    expect(error).toContain(why);
  });

  test('keeps off an embedded store that an App has open', async () => {
    await inStore(async () => {
      const { code, error } = await run(['deliveries', 'list']);
      expect(code).toBe(2);
      expect(error).toContain(`is in use by process ${process.pid}`);
    });
  });
});

describe('innkeeper replay', { timeout: 60_000 }, () => {
  test('of a file says with --dry-run what would be done, and does nothing', async () => {
    const { number, file } = await unheard();
    const { code, out } = await run(['replay', file, '--dry-run']);
    expect(code).toBe(0);
    expect(out).toMatch(/^check {11}acme\/http-client {2}Innkeeper: success/m);
    expect(out).toMatch(/^comment/m);
    expect(checks(number)).toEqual([]);
    expect((await run(['deliveries', 'list'])).out).toBe('');
  });

  test('does it, and once more by its id, which writes nothing new', async () => {
    const { number, file } = await unheard();
    const first = await run(['replay', file, '--format', 'json']);
    expect(first.code).toBe(0);
    const { id, status } = JSON.parse(first.out);
    expect(status).toBe('done');
    expect(checks(number)).toEqual(['Innkeeper: success']);
    expect(await run(['replay', id])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^done: pull-request: judged/),
    });
    expect(checks(number)).toEqual(['Innkeeper: success']);
    expect((await run(['deliveries', 'show', id])).out).toMatch(/^wrote .*check acme\/http-client/m);
  });

  test('exits 1 where it could not be done, and keeps it for the App', async () => {
    const { number, file } = await unheard();
    sandbox.faults.add({ path: '/graphql', fault: { kind: 'status', status: 502 } });
    const { code, out } = await run(['replay', file]);
    expect(code).toBe(1);
    expect(out).toMatch(/^pending: will be tried again: /);
    expect(checks(number)).toEqual([]);
  });

  test('of what is neither a file nor kept exits 2', async () => {
    const { code, error } = await run(['replay', 'nothing.json']);
    expect(code).toBe(2);
    expect(error).toContain('There is neither a file nor a kept delivery nothing.json.');
  });
});

describe('innkeeper schedule run', { timeout: 60_000 }, () => {
  const soon = () => new Date(Date.now() + 60_000).toISOString();

  test('recovery asks for what never arrived, as of the time it is told', async () => {
    await unheard();
    const at = new Date(Date.now() - 60_000).toISOString();
    expect((await run(['schedule', 'run', 'recovery', '--at', at])).out).toMatch(
      /^recovery: \d+ deliveries asked for again\n$/,
    );
    const before = sandbox.hooks.deliveries.length;
    const { code, out } = await run(['schedule', 'run', 'recovery', '--at', soon()]);
    const number = Number(/^recovery: (\d+) /.exec(out)?.[1]);
    expect([code, number > 0]).toEqual([0, true]);
    expect(sandbox.hooks.deliveries.length).toBe(before + number);
  });

  test('reconcile leaves the App what it is to evaluate', async () => {
    const { number } = await unheard();
    expect((await run(['schedule', 'run', 'reconcile', '--at', soon()])).out).toMatch(
      /^reconcile: [1-9]\d* pull requests/,
    );
    const { out } = await run(['deliveries', 'list', '--status', 'pending']);
    expect(out).toMatch(new RegExp(`^reconcile:\\w+:pull-request:acme/http-client#${number} +pending`, 'm'));
  });

  test('retention forgets the payloads of what ended long before then', async () => {
    await seed();
    const at = new Date(Date.now() + 20 * 24 * 3_600_000).toISOString();
    expect(await run(['schedule', 'run', 'retention', '--at', at])).toMatchObject({
      code: 0,
      out: 'retention: old payloads forgotten\n',
    });
    const payload = async (id: string) =>
      JSON.parse((await run(['deliveries', 'show', id, '--format', 'json'])).out).payload;
    expect(await payload('d-done')).toEqual({});
    expect(await payload('d-failed')).toEqual({ ref: 'refs/heads/main' });
    const later = new Date(Date.now() + 30 * 24 * 3_600_000).toISOString();
    await run(['schedule', 'run', 'retention', '--at', later]);
    const { out } = await run(['deliveries', 'list']);
    expect(out.match(/^\S+/gm)).toEqual(['d-waiting', 'd-failed']);
  });

  test.each([
    [['run', 'dreaming'], 'There is no scheduled task dreaming.'],
    [['stop', 'recovery'], 'There is no schedule stop.'],
    [['run', 'recovery', '--at', 'tomorrow'], '--at must be a time such as'],
  ])('%j exits 2 and says why', async (words, why) => {
    const { code, error } = await run(['schedule', ...words]);
    expect(code).toBe(2);
    expect(error).toContain(why);
  });
});
