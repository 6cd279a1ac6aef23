import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ProjectSnapshot } from '../../src/domain/snapshot.ts';
import { manyFiles } from '../support/many-files.ts';
import { startWorld, type TestWorld } from '../support/world.ts';

const ORGANISATION = `organization: acme
members: { rosa: { role: admin }, grace: {} }
teams:
  platform: { members: [alice, bob], repositories: { core: write, plain: write, large: write } }
repositories:
  core: { visibility: private, collaborators: { grace: write } }
  plain: {}
  large: {}
`;

const POLICY = 'version: 1\nmode: warn\nrules: { codeowners-coverage: { level: warning, minimum: 50 } }\n';
const MANIFEST = 'version: 1\ntier: tooling\nowners: ["@acme/platform"]\n';

let world: TestWorld;
beforeAll(async () => {
  world = await startWorld({
    'org.yml': ORGANISATION,
    'repositories/.github/innkeeper.yml': POLICY,
    'repositories/core/innersource.yml': MANIFEST,
    'repositories/core/CODEOWNERS': '/src/ @acme/platform\n/gone/ @acme/platform\n',
    'repositories/core/src/a.js': 'a\n',
    'repositories/plain/innersource.yml': MANIFEST,
    'repositories/large/innersource.yml': MANIFEST,
    'repositories/large/CODEOWNERS': '* @acme/platform\n/gone/ @acme/platform\n',
  });
});
afterAll(() => world.close());
beforeEach(() => world.sandbox.requests.clear());

/** What a rule says of a repository at its last check. */
async function verdict(repository: string, rule: string) {
  const snapshot = await world.app.store.memory.get<ProjectSnapshot>('project', `acme/${repository}`);
  return snapshot?.verdicts.find((each) => each.rule === rule);
}

const reads = () => world.sandbox.requests.ofApp('innkeeper[bot]').filter(({ write }) => !write);
const listings = () => reads().filter(({ path }) => path.includes('/git/trees/'));

async function commit(repository: string, path: string, text: string | null): Promise<void> {
  const changes = new Map([[path, text === null ? null : Buffer.from(text)]]);
  const { world: github } = world.sandbox;
  github.commit(world.repository(repository), { branch: 'main', changes, message: 'Change' }, github.person('rosa'));
  await world.quiet();
}

async function edited(repository: string): Promise<void> {
  const { world: github } = world.sandbox;
  github.emit('repository', 'edited', world.repository(repository), github.person('rosa'));
  await world.quiet();
}

test('CODEOWNERS is judged by all files, read once for each tree', async () => {
  await commit('core', 'notes.txt', 'x\n');
  expect(reads()).toHaveLength(2);
  expect(listings()).toHaveLength(1);
  expect(await verdict('core', 'codeowners-valid')).toMatchObject({
    status: 'fail',
    found: 'line 2: no file matches /gone/.',
  });
  expect(await verdict('core', 'codeowners-coverage')).toMatchObject({
    status: 'fail',
    summary: '25 % of 4 files have owners.',
  });
  world.sandbox.requests.clear();
  await edited('core');
  expect(reads()).toHaveLength(1);
  await commit('core', 'CODEOWNERS', '* @acme/platform\n');
  expect(await verdict('core', 'codeowners-valid')).toMatchObject({ status: 'pass' });
  expect(await verdict('core', 'codeowners-coverage')).toMatchObject({ summary: '100 % of 4 files have owners.' });
});

test('a pull request that mends CODEOWNERS isn’t held up by what it mends', async () => {
  await commit('core', 'CODEOWNERS', '* @acme/platform\n/gone/ @acme/platform\n');
  const other = await world.propose('grace', 'core', { 'src/b.js': 'b\n' });
  expect(world.check('core', other)?.summary).toContain('- [ ] **CODEOWNERS works** (required): Line 2');
  const mends = await world.propose('grace', 'core', { CODEOWNERS: '* @acme/platform\n' });
  expect(world.check('core', mends)?.summary).toContain(
    'This pull request brings CODEOWNERS; it counts once it is merged.',
  );
  expect(world.check('core', mends)?.summary).not.toContain('Line 2');
  await commit('core', 'CODEOWNERS', '* @acme/platform\n');
});

test('a pull request reads them where its base has moved, and not again', async () => {
  await commit('core', 'lib/deep/b.js', 'b\n');
  world.sandbox.requests.clear();
  await world.propose('grace', 'core', { 'src/c.js': 'c\n' });
  expect(listings()).toHaveLength(1);
  world.sandbox.requests.clear();
  const number = await world.propose('grace', 'core', { 'src/d.js': 'd\n' });
  expect(listings()).toEqual([]);
  // One into another branch doesn't put those of the default branch out.
  const { git } = world.repository('core');
  git.updateRef('refs/heads/release', git.commit(git.resolve('HEAD') ?? '').parents[0] ?? null, null);
  const head = world.branchOff('grace', 'core', { 'src/e.js': 'e\n' });
  const fields = { title: 'Bring it to the release', body: '', head, base: 'release' };
  await world.as('grace')('POST /repos/acme/core/pulls', fields);
  await world.quiet();
  expect(listings()).toHaveLength(1);
  world.sandbox.requests.clear();
  await world.as('grace')(`PATCH /repos/acme/core/pulls/${number}`, { title: 'Look at it once more' });
  await world.quiet();
  expect(reads().length).toBeGreaterThan(0);
  expect(listings()).toEqual([]);
});

test('nothing is listed where no CODEOWNERS is, nor where no rule asks', async () => {
  await commit('plain', 'notes.txt', 'x\n');
  expect(reads()).toHaveLength(1);
  await commit('.github', 'innkeeper.yml', `${POLICY.replace('level: warning', 'level: off')}`);
  world.sandbox.requests.clear();
  await commit('core', 'CODEOWNERS', '* @acme/platform\n/gone/ @acme/platform\n');
  expect(listings()).toHaveLength(1);
  const unused = 'rules: { codeowners-valid: { unused: false }, codeowners-coverage: off }';
  await commit('.github', 'innkeeper.yml', `version: 1\nmode: warn\n${unused}\n`);
  world.sandbox.requests.clear();
  await commit('core', 'notes.txt', 'y\n');
  expect(reads()).toHaveLength(1);
  expect(await verdict('core', 'codeowners-valid')).toMatchObject({ status: 'pass' });
  await commit('.github', 'innkeeper.yml', POLICY);
});

test('a list that GitHub doesn’t have yet is asked for again at the next look', async () => {
  world.sandbox.faults.add({ fault: { kind: 'status', status: 404 }, path: '/repos/acme/core/git/trees/*', times: 1 });
  await commit('core', 'notes.txt', 'z\n');
  expect(await verdict('core', 'codeowners-coverage')).toMatchObject({ status: 'not-applicable' });
  await edited('core');
  expect(await verdict('core', 'codeowners-coverage')).toMatchObject({ status: 'pass' });
});

test('of a repository too large to be listed nothing is claimed, and it isn’t listed again for a day', async () => {
  const { git } = world.repository('large');
  const head = git.resolve('HEAD') ?? '';
  const author = world.sandbox.world.signature(world.sandbox.world.person('rosa'));
  const large = git.commitTree(manyFiles(git, git.commit(head).tree), [head], 'Many', author);
  git.updateRef('refs/heads/main', large, head);
  await commit('large', 'notes.txt', 'x\n');
  expect(listings()).toHaveLength(1);
  expect(await verdict('large', 'codeowners-coverage')).toMatchObject({
    status: 'not-applicable',
    summary: 'GitHub doesn’t list all files of so large a repository; innkeeper check judges a checkout.',
  });
  expect(await verdict('large', 'codeowners-valid')).toMatchObject({
    status: 'pass',
    summary: expect.stringContaining('Whether each matches a file isn’t known'),
  });
  await commit('large', 'notes.txt', 'y\n');
  expect(listings()).toHaveLength(1);
});
