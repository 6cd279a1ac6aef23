import { afterAll, beforeAll, expect, test } from 'vitest';
import { inRegistry, publish } from '../support/release.ts';
import { startWorld, type TestWorld } from '../support/world.ts';

const POLICY = `version: 1
mode: enforce
repositories: { exclude: [registry, .github] }
registry:
  formats: [catalog, sap]
  rules: { license: off, breaking-notes: off }
`;

let world: TestWorld;
beforeAll(async () => {
  world = await startWorld({ 'repositories/.github/innkeeper.yml': POLICY });
}, 60_000);
afterAll(() => world.close());

const PATH = 'sap/dicom-bridge.json';
const told = () => JSON.parse(inRegistry(world, PATH) ?? '{}');

test('a release brings its repository’s activity into the registry, and a word mended in it doesn’t', async () => {
  const release = { as: 'erin', repository: 'dicom-bridge' };
  await publish(world, { ...release, tag: 'v1.0.0' });
  const repository = world.repository('dicom-bridge');
  expect(told()).toMatchObject({
    id: repository.id,
    created_at: repository.createdAt,
    pushed_at: expect.stringMatching(/^\d{4}-/),
    open_issues_count: [...repository.issues.values()].filter(({ pull, state }) => !pull && state === 'open').length,
  });
  // It was made today: a thousand for the new, and the 50 that all begin with, doubled and taken off again.
  expect(told()._InnerSourceMetadata.score).toBeGreaterThanOrEqual(1050);

  const before = inRegistry(world, PATH);
  await world.as('erin')('POST /repos/acme/dicom-bridge/issues', { title: 'One more' });
  const { id } = repository.releases.at(-1) ?? { id: 0 };
  await world.as('erin')(`PATCH /repos/acme/dicom-bridge/releases/${id}`, { body: 'As told, in other words.' });
  await world.quiet();
  expect(inRegistry(world, PATH)).toBe(before);

  const issues = told().open_issues_count;
  await publish(world, { ...release, tag: 'v1.1.0', files: { 'CHANGELOG.md': '# 1.1.0\n' } });
  expect(told()).toMatchObject({ id: repository.id, open_issues_count: issues + 1 });
}, 120_000);
