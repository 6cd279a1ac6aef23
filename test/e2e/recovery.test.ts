import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await startWorld();
}, 60_000);
afterAll(() => world.close());

describe('webhooks that never arrived', { timeout: 60_000 }, () => {
  test('are asked for and handled once the App is up again', async () => {
    const { hooks } = world.sandbox;
    const address = hooks.target;
    hooks.target = null;
    const numbers = [];
    for (let index = 0; index < 3; index++) {
      numbers.push(await world.propose('bob', 'http-client', { [`src/retry-${index}.ts`]: 'export {};\n' }));
    }
    expect(world.check('http-client', numbers[0] ?? 0)).toBeUndefined();
    hooks.target = address;
    const said = await world.app.runTask('recovery', new Date(Date.now() + 60_000));
    expect(said).toMatch(/^\d+ deliveries asked for again$/);
    await world.quiet();
    for (const number of numbers) expect(world.check('http-client', number)).toBeDefined();
    expect(await world.app.runTask('recovery', new Date(Date.now() + 120_000))).toBe('0 deliveries asked for again');
  });
});
