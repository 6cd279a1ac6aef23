import { afterEach, describe, expect, test } from 'vitest';
import { startWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
afterEach(() => world.close());

const file = (index: number) => ({ [`src/retry-${index}.js`]: 'export {};\n' });

/** Three pull requests of whose opening the App never hears: not even GitHub knows any more that it didn't. */
async function forgotten(): Promise<readonly number[]> {
  const { hooks } = world.sandbox;
  const address = hooks.target;
  hooks.target = null;
  const numbers = [];
  for (let index = 0; index < 3; index++) numbers.push(await world.propose('bob', 'http-client', file(index)));
  hooks.deliveries.length = 0;
  hooks.target = address;
  world.sandbox.requests.clear();
  return numbers;
}

const reconcile = (at = new Date()) => world.app.runTask('reconcile', at);
const requests = () => world.sandbox.requests.ofApp('innkeeper[bot]').map(({ method, path }) => `${method} ${path}`);

describe('pull requests whose webhooks are lost for good', { timeout: 60_000 }, () => {
  test('get their check by two requests and their own; looked at again they cost nothing more', async () => {
    world = await startWorld();
    const numbers = await forgotten();
    expect(await world.app.runTask('recovery', new Date(Date.now() + 60_000))).toBe('0 deliveries asked for again');
    world.sandbox.requests.clear();
    expect(await reconcile()).toBe('3 pull requests to evaluate');
    expect(requests().slice(0, 2)).toEqual(['GET /api/v3/app/installations', 'POST /api/graphql']);
    await world.quiet();
    for (const number of numbers) expect(world.check('http-client', number)?.conclusion).toBe('success');
    // Warm, each costs what it costs when it is opened, and the reading of its head.
    expect(requests().length, requests().join('\n')).toBeLessThanOrEqual(2 + 3 * 7);
    world.sandbox.requests.clear();
    expect(await reconcile()).toBe('0 pull requests to evaluate');
    await world.quiet();
    expect(requests()).toEqual(['GET /api/v3/app/installations', 'POST /api/graphql']);
  });

  test('are evaluated once, also where they are found again before their turn', async () => {
    world = await startWorld();
    await forgotten();
    expect(await Promise.all([reconcile(), reconcile()])).toContain('3 pull requests to evaluate');
    await world.quiet();
    const done = await world.app.store.deliveries.list({ status: 'done', limit: 1000 });
    expect(done.filter(({ id }) => id.startsWith('reconcile:'))).toHaveLength(3);
  });

  test('stay as they are where the policy writes nothing', async () => {
    world = await startWorld({ 'repositories/.github/innkeeper.yml': 'version: 1\nmode: report\n' });
    await forgotten();
    expect(await reconcile()).toBe('0 pull requests to evaluate');
    expect(requests()).toEqual(['GET /api/v3/app/installations']);
  });

  test('that changed before the last look are left alone', async () => {
    world = await startWorld();
    await reconcile(new Date(Date.now() + 3_600_000));
    await forgotten();
    expect(await reconcile()).toBe('0 pull requests to evaluate');
  });
});
