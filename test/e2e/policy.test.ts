import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SAMPLE_ORGANISATION } from '../../src/sandbox/sample/morning.ts';
import { startWorld, type TestWorld } from '../support/world.ts';

const POLICY = readFileSync(join(SAMPLE_ORGANISATION, 'repositories/.github/innkeeper.yml'), 'utf8');
const STRICTER = POLICY.replace('code-of-conduct: warning', 'code-of-conduct: warning\n  changelog: error');

let world: TestWorld;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());
beforeEach(() => world.sandbox.requests.clear());

const propose = (text: string | null) => world.propose('rosa', '.github', { 'innkeeper.yml': text });
const check = (number: number) => world.check('.github', number, 'Innkeeper policy');
const requests = () => world.sandbox.requests.ofApp('innkeeper[bot]').map(({ method, path }) => `${method} ${path}`);

describe('a pull request that changes the policy', () => {
  test('is told what it would do to the organisation, in at most three requests', async () => {
    const number = await propose(STRICTER);
    const found = check(number);
    expect(found?.conclusion).toBe('success');
    expect(found?.title).toBe('The policy is in order: 2 projects would newly fail');
    expect(found?.summary).toContain('Changed: `rules`.');
    expect(found?.summary).toContain(
      '- **2 of 6 projects would newly fail `changelog`**: `acme/dicom-bridge` and `acme/imaging`.',
    );
    expect(found?.summary).toMatch(/`changelog` asks something new of 1 of 6 projects; .*: `acme\/stage-control`/);
    expect(requests().length, requests().join('\n')).toBeLessThanOrEqual(3);
    expect(world.check('.github', number)).toBeUndefined();
  });

  test('and is broken, is told at its lines', async () => {
    const number = await propose(POLICY.replace('mode: enforce', 'mode: enfoce'));
    expect(check(number)).toMatchObject({
      conclusion: 'failure',
      title: '1 problem in the policy',
      annotations: [
        { path: 'innkeeper.yml', start_line: 4, message: expect.stringContaining('Did you mean `enforce`?') },
      ],
    });
    expect(check(number)?.summary).toContain('the policy that is in force would stay so');
  });

  test('removes it, is told what that means', async () => {
    const number = await propose(null);
    expect(check(number)).toMatchObject({ conclusion: 'success', title: 'This removes the policy' });
  });

  test('changes nothing until it is merged; then each project is judged by it', async () => {
    const issue = () => [...world.repository('imaging').issues.values()].find(({ pull }) => !pull);
    await propose(STRICTER);
    expect(issue()?.body ?? '').not.toContain('**Changelog** (required)');
    const { sandbox } = world;
    const changes = new Map([['innkeeper.yml', Buffer.from(STRICTER)]]);
    const commit = sandbox.world.commit(
      world.repository('.github'),
      { branch: 'main', changes, message: 'Ask for changelogs' },
      sandbox.world.person('rosa'),
    );
    await world.quiet();
    const pushed = world.repository('.github').checks.find(({ sha }) => sha === commit);
    const title = 'The policy is in order: 2 projects newly fail';
    expect(pushed).toMatchObject({ name: 'Innkeeper policy', conclusion: 'success', title });
    expect(issue()?.body).toContain('**Changelog** (required)');
  });

  test('is told once: the same delivery again writes nothing', async () => {
    await propose(`${POLICY}\n# A remark.\n`);
    const opened = world.sandbox.hooks.deliveries.filter(({ action }) => action === 'opened').at(-1);
    world.sandbox.requests.clear();
    world.sandbox.hooks.redeliver(opened?.id ?? 0);
    await world.quiet();
    expect(world.writes()).toEqual([]);
  });
});

test('a pull request there that leaves the policy alone gets no such check', async () => {
  const number = await world.propose('rosa', '.github', { 'README.md': '# Ours\n' });
  expect(check(number)).toBeUndefined();
});
