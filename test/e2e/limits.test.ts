import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GITHUB_LIMITS as SANDBOX_LIMITS } from '../../src/sandbox/limits.ts';
import { GITHUB_LIMITS } from '../../src/store/ledger.ts';
import { sendWebhook } from '../support/webhook.ts';
import { startWorld, type TestWorld } from '../support/world.ts';

/** The stand-in's minutes, and ours, take three seconds: its limits are GitHub's own. */
const SPEED = 20;
const started = Date.now();
const REPOSITORIES = ['http-client', 'log-kit', 'imaging', 'dicom-bridge', 'design-tokens'];

let world: TestWorld;
beforeAll(async () => {
  world = await startWorld(
    {},
    {
      sandbox: {
        latencyMs: 50,
        limits: { ...SANDBOX_LIMITS, requestsPerHour: 100_000 },
        now: () => new Date(started + (Date.now() - started) * SPEED),
      },
      app: {
        limits: {
          ...GITHUB_LIMITS,
          // What our clock and the stand-in's may differ by doesn't shrink with its minutes.
          minuteMs: 60_000 / SPEED + 1_000,
          hourMs: 3_600_000 / SPEED + 1_000,
          notifyingAnHour: 100_000,
        },
      },
    },
  );
});
afterAll(() => world.close());

/** Opens pull requests while the App hears nothing, then lets it hear of all of them at once. */
async function openAtOnce(count: number): Promise<readonly { repository: string; number: number }[]> {
  const { hooks } = world.sandbox;
  const address = hooks.target;
  hooks.target = null;
  const before = hooks.deliveries.length;
  const opened: { repository: string; number: number }[] = [];
  for (let index = 0; index < count; index++) {
    const repository = REPOSITORIES[index % REPOSITORIES.length] ?? '';
    opened.push({ repository, number: world.offer('grace', repository, { [`src/${index}.ts`]: 'x\n' }) });
    // Git works while all else waits, for many seconds in all: connections kept open would be closed unseen, and then taken for open.
    await nextTurn();
  }
  await world.sandbox.settled();
  hooks.target = address;
  world.sandbox.requests.clear();
  const webhooks = hooks.deliveries.slice(before).filter(({ event }) => event === 'pull_request');
  const target = { sandbox: world.sandbox, url: world.app.url };
  await Promise.all(webhooks.map(({ guid, event, payload }) => sendWebhook(target, { id: guid, event, payload })));
  return opened;
}

const timeOf = async (what: () => Promise<void>) => {
  const at = performance.now();
  await what();
  return (performance.now() - at) / 1000;
};

const limited = () => world.sandbox.requests.all.filter(({ limit }) => limit);
const hasComment = ({ repository, number }: { repository: string; number: number }) =>
  world.issue(repository, number).comments.some(({ body }) => body.startsWith('<!-- innkeeper:checklist -->'));

describe('with 50 ms a request', () => {
  test('one pull request has all that it gets within a second, once everything is warm', async () => {
    await world.propose('grace', 'http-client', { 'src/first.ts': 'x\n' });
    const times: number[] = [];
    for (let each = 0; each < 5; each++) {
      const [warm] = await openAtOnce(1);
      times.push(await timeOf(() => world.quiet()));
      expect(warm && hasComment(warm)).toBe(true);
    }
    // What else the machine does only ever adds to it: the best is what the App takes.
    expect(Math.min(...times)).toBeLessThan(1);
  });

  test('twenty at once are done within 15 seconds', async () => {
    const opened = await openAtOnce(20);
    const seconds = await timeOf(() => world.quiet());
    expect(opened.every(hasComment)).toBe(true);
    expect(seconds).toBeLessThan(15);
    expect(limited()).toEqual([]);
  });

  test('two hundred at once stay within GitHub’s limits, and their checks come first', {
    timeout: 240_000,
  }, async () => {
    const opened = await openAtOnce(200);
    await world.quiet();
    expect(limited()).toEqual([]);
    expect(opened.every(hasComment)).toBe(true);
    const writes = world.writes();
    const checks = writes.flatMap((each, index) => (each.includes('/check-runs') ? [index] : []));
    const comments = writes.flatMap((each, index) => (each.endsWith('/comments') ? [index] : []));
    expect(checks).toHaveLength(200);
    expect(comments).toHaveLength(200);
    // When the last check stands, most comments are still to come.
    const early = comments.filter((index) => index < (checks.at(-1) ?? 0));
    expect(early.length).toBeLessThan(80);
  });
});
