import { afterEach, expect, test } from 'vitest';
import { startPackageWorld } from '../support/package-world.ts';
import { commit, publish } from '../support/release.ts';
import type { TestWorld } from '../support/world.ts';

let world: TestWorld;
afterEach(() => world.close());

const OTHERS = 'others: [{ repository: acme/open, where: { visibility: public }, mode: pull-request }]';

/** kit is public, bridge private. */
async function start(): Promise<TestWorld> {
  return startPackageWorld(['catalog'], `waiting: { new-package: 0 }, ${OTHERS}`, '  open: { visibility: public }\n');
}

function entry(registry: string, name: string) {
  const { git } = world.repository(registry);
  const found = git.find('HEAD', `packages/${name}.json`);
  return found ? JSON.parse(git.blob(found.oid).toString()) : null;
}

test('each repository’s packages go to its registry, and all that becomes of them does', async () => {
  world = await start();
  commit(world, 'alice', 'open', { 'README.md': '# Open packages\n' });
  await publish(world, { as: 'alice', repository: 'kit', tag: 'v1.4.0' });
  await publish(world, { as: 'alice', repository: 'bridge', tag: 'v2.0.0' });
  expect([entry('open', 'kit'), entry('registry', 'bridge')]).toMatchObject([{ name: 'kit' }, { name: 'bridge' }]);
  expect([entry('registry', 'kit'), entry('open', 'bridge')]).toEqual([null, null]);
  // By pull request in the one, by commit in the other.
  const pulls = (name: string) =>
    [...world.repository(name).issues.values()].filter(({ pull }) => pull !== undefined && pull !== null);
  expect([pulls('open').length, pulls('registry').length]).toEqual([1, 0]);

  await world.as('alice')('PATCH /repos/acme/kit', { archived: true });
  await world.quiet();
  expect(entry('open', 'kit').topics).toContain('archived');

  await world.as('alice')('PATCH /repos/acme/kit', { archived: false });
  const [release] = world.repository('kit').releases.values();
  await world.as('alice')(`DELETE /repos/acme/kit/releases/${release?.id}`);
  await world.quiet();
  expect(entry('open', 'kit').versions).toMatchObject([{ version: '1.4.0', yanked: expect.anything() }]);
});

test('a manifest chooses among the policy’s registries, and no other', async () => {
  world = await start();
  commit(world, 'alice', 'open', { 'README.md': '# Open packages\n' });
  const manifest = (registry: string) =>
    `version: 1\nname: bridge\nregistry: ${registry}\ntype: inner-source\ntier: prototype\nowners: ["@alice"]\n`;
  await publish(world, {
    as: 'alice',
    repository: 'bridge',
    tag: 'v2.0.0',
    files: { 'innersource.yml': manifest('acme/kit') },
  });
  const refusals = [...world.repository('bridge').issues.values()].filter(({ title }) => title.includes('v2.0.0'));
  expect(refusals).toMatchObject([{ state: 'open' }]);
  expect(refusals[0]?.body).toContain('There is no registry');
  const checklist = [...world.repository('bridge').issues.values()].find(
    ({ title }) => title === 'InnerSource checklist',
  );
  expect(checklist?.body).toContain('There is no registry');
  await publish(world, {
    as: 'alice',
    repository: 'bridge',
    tag: 'v2.0.1',
    files: { 'innersource.yml': manifest('acme/open') },
  });
  expect([entry('open', 'bridge'), entry('registry', 'bridge')]).toMatchObject([
    { versions: [{ version: '2.0.1' }] },
    null,
  ]);
});
