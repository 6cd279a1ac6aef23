import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../src/sandbox/model.ts';
import { ask } from '../support/conversation.ts';
import { startWorld, type TestWorld } from '../support/world.ts';

const TEN = Array.from({ length: 10 }, (_, index) => `team-${index}`);

const CROWD = Array.from({ length: 60 }, (_, index) => `crowd-${index}`);

const ORGANISATION = `organization: acme
members: { rosa: { role: admin }, grace: {}, mallory: { role: outside } }
teams:
  platform: { members: [alice, bob], repositories: { core: maintain, interface: maintain } }
  web: { members: [lena], parent: tools }
  docs: { members: [dmitri, erin], repositories: { core: write } }
  security: { members: [carol], repositories: { core: write } }
  locked: { members: [farid], repositories: {} }
  readers: { members: [olga], repositories: { core: read, readable: read } }
  imaging: { members: [kim], repositories: { interface: read } }
  tools: { members: [ines, jonas], repositories: { tools: maintain } }
  crowd: { members: [${CROWD.join(', ')}], repositories: { crowd: write } }
${TEN.map((team) => `  ${team}: { members: [${team}-a, ${team}-b], repositories: { wide: write } }`).join('\n')}
repositories:
  core: { visibility: private, collaborators: { grace: write, mallory: read } }
  interface: { visibility: private, collaborators: { grace: write, dmitri: write } }
  tools: { visibility: private, collaborators: { grace: write } }
  wide: { visibility: private, collaborators: { grace: write } }
  crowd: { visibility: private, collaborators: { grace: write } }
  readable: { visibility: private, collaborators: { grace: write } }
`;

const POLICY = `version: 1
mode: warn
reviewers:
  strategy: expertise
  cap: 50
  away: [${CROWD.filter((login) => login !== 'crowd-1')
    .map((login) => `"@${login}"`)
    .join(', ')}]
  groups:
    - { paths: ["keys/**"], from: "@acme/security" }
  dependents: { of: ["*-interface"] }
  hours:
    - { of: "@team-0-a", time-zone: UTC, days: [] }
`;

const MANIFEST = 'version: 1\nname: io-interface\nowners: ["@acme/platform"]\n';

const VIEWER = {
  name: 'viewer',
  repository: 'acme/viewer',
  owners: ['@acme/imaging'],
  versions: [
    {
      version: '1.0.0',
      tag: 'v1.0.0',
      commit: 'a'.repeat(40),
      dependencies: [{ name: 'io-interface', range: '^2', kind: 'runtime' }],
    },
  ],
};

const BROKEN_CODEOWNERS = `* @acme/platform
/docs/ @acme/docs
/[docs/ @acme/locked
/keys/ @not an owner
/locked/ @acme/locked
/read/ @acme/readers @mallory
/both/ @acme/readers @acme/docs
`;

let world: TestWorld;
beforeAll(async () => {
  world = await startWorld({
    'org.yml': ORGANISATION,
    'repositories/.github/innkeeper.yml': POLICY,
    'repositories/core/.github/CODEOWNERS': BROKEN_CODEOWNERS,
    'repositories/core/src/a.js': 'export const a = 1;\n',
    'repositories/crowd/.github/CODEOWNERS': '* @acme/crowd\n',
    'repositories/tools/.github/CODEOWNERS': '* @acme/tools\n',
    'repositories/interface/innersource.yml': MANIFEST,
    'repositories/registry/packages/@acme/viewer.json': JSON.stringify(VIEWER),
    'repositories/readable/innersource.yml': 'version: 1\nname: readable\nowners: ["@acme/readers"]\n',
    'repositories/readable/CODEOWNERS': '* @acme/readers\n',
    'repositories/wide/.github/CODEOWNERS': TEN.map((team) => `/${team}/ @acme/${team}\n`).join(''),
  });
});
afterAll(() => world.close());
beforeEach(() => {
  world.sandbox.faults.clear();
  world.sandbox.requests.clear();
});

const asked = (repository: string, number: number) => [
  ...(world.issue(repository, number).pull?.requestedUsers ?? []),
  ...(world.issue(repository, number).pull?.requestedTeams ?? []),
];
const checklist = (repository: string, number: number) => world.issue(repository, number).comments[0]?.body ?? '';
const person = (login: string) => world.sandbox.world.person(login);

/** A pull request that no token of the sandbox could open: a bot's, or one from a fork. */
async function open(
  author: Actor,
  { name, path, fork }: { name: string; path: string; fork?: string },
): Promise<number> {
  const { git } = world.repository(name);
  const changes = new Map([[path, Buffer.from('changed\n')]]);
  const signature = world.sandbox.world.signature(author);
  const branch = `of-${author.login.replace(/\W/g, '')}`;
  const commit = git.write({ parent: git.resolve('HEAD'), changes, message: 'Change', author: signature });
  git.updateRef(`refs/heads/${branch}`, commit, null);
  const head = fork ? `${fork}:${branch}` : branch;
  const fields = { title: 'A change from elsewhere', body: 'So that we see what comes of it.', head, base: 'main' };
  const { number } = world.sandbox.world.createPull(world.repository(name), fields, author);
  await world.quiet();
  return number;
}

/** A branch `many` with so many new files: all of one content, so that Git has them at once. */
function branchWithMany(count: number): void {
  const { git } = world.repository('core');
  const blob = git.text(['hash-object', '-w', '--stdin'], 'many\n');
  const entries = Array.from({ length: count }, (_, index) => `100644 blob ${blob}\t${index}.js\n`);
  const folder = git.text(['mktree'], entries.join(''));
  const tree = git.text(['mktree'], `${git.text(['ls-tree', 'HEAD'])}\n040000 tree ${folder}\tmany\n`);
  const commit = git.commitTree(
    tree,
    [git.resolve('HEAD') ?? ''],
    'Many',
    world.sandbox.world.signature(person('grace')),
  );
  git.updateRef('refs/heads/many', commit, null);
}

describe('reviewers', () => {
  test('are those who know the files, where the strategy says so', async () => {
    const changes = new Map([['src/a.js', Buffer.from('export const a = 2;\n')]]);
    const commit = { branch: 'main', changes, message: 'Two' };
    world.sandbox.world.commit(world.repository('core'), commit, person('bob'));
    await world.quiet();
    const number = await world.propose('grace', 'core', { 'src/a.js': 'export const a = 3;\n' });
    expect(asked('core', number)).toEqual(['bob']);
    expect(checklist('core', number)).toContain(
      '| `bob` | owns `*` (1 changed file); most commits to these files of 2 in `@acme/platform` |',
    );
  });

  test('one of three whom GitHub refuses is dropped alone, replaced, and never asked again', async () => {
    const [first, second] = [...(await firstOfDocs())];
    world.sandbox.faults.add({
      fault: { kind: 'status', status: 422 },
      method: 'POST',
      path: '/repos/acme/core/pulls/*/requested_reviewers',
      body: `"${first}"`,
    });
    const number = await world.propose('grace', 'core', { 'src/b.js': 'b\n', 'docs/b.md': 'b\n', 'keys/b.js': 'b\n' });
    expect(asked('core', number)).toHaveLength(3);
    expect(asked('core', number)).toEqual(expect.arrayContaining(['carol', second]));
    expect(checklist('core', number)).toContain(`\`${first}\` is refused by GitHub as a reviewer`);
    expect(checklist('core', number)).not.toContain(`| \`${first}\` |`);
    world.sandbox.requests.clear();
    const { world: github } = world.sandbox;
    github.emitPull('reopened', world.repository('core'), world.issue('core', number), person('grace'));
    await world.quiet();
    expect(world.writes()).toEqual([]);
  });

  test('of a team that can’t read the repository are not asked, and the checklist says so', async () => {
    const number = await world.propose('grace', 'core', { 'locked/x.js': 'x\n', 'src/x.js': 'x\n' });
    expect(asked('core', number)).toHaveLength(1);
    expect(asked('core', number)).not.toContain('farid');
    expect(checklist('core', number)).toContain('`@acme/locked` doesn’t exist or can’t read this repository');
    expect(checklist('core', number)).toContain(
      'Wanted too, but nobody can be asked: an owner of `/locked/` (1 changed file).',
    );
  });

  test('are not asked for files that they are named for but may not write to, and the checklist says why', async () => {
    const number = await world.propose('grace', 'core', { 'read/x.js': 'x\n', 'both/x.js': 'x\n' });
    expect(asked('core', number)).toEqual([expect.stringMatching(/^(?:dmitri|erin)$/)]);
    expect(checklist('core', number)).toContain(
      'Passed over: `@acme/readers` may not write here, as GitHub asks of code owners, `@mallory` may not write',
    );
    expect(checklist('core', number)).toContain(
      'Wanted too, but nobody can be asked: an owner of `/read/` (1 changed file).',
    );
  });

  test('named in the manifest need no more than to read', async () => {
    const number = await world.propose('grace', 'readable', { 'x.js': 'x\n' });
    expect(asked('readable', number)).toEqual(['olga']);
    expect(checklist('readable', number)).toContain('| `olga` | of the owning team `@acme/readers` |');
    expect(checklist('readable', number)).toContain('an owner of `*` (1 changed file)');
  });

  test('are chosen by the lines of a CODEOWNERS that are in order, above and below those that aren’t', async () => {
    const number = await world.propose('alice', 'core', { 'docs/c.md': 'c\n', 'keys/c.js': 'c\n' });
    // Nobody owns keys by the broken line: the first line decides, and the policy's group comes beside.
    expect(checklist('core', number)).toContain('owns `*` (1 changed file)');
    expect(checklist('core', number)).toContain('owns `/docs/` (1 changed file)');
    expect(asked('core', number)).toEqual(expect.arrayContaining(['bob', 'carol']));
  });

  test('are asked for a pull request from a fork, whose author is from outside the organisation', async () => {
    const number = await open(person('mallory'), { name: 'core', path: 'src/fork.js', fork: 'mallory' });
    const [reviewer = ''] = asked('core', number);
    expect(['alice', 'bob']).toContain(reviewer);
    expect([...world.issue('core', number).labels]).toEqual(['cross-team']);
    expect(checklist('core', number)).toContain('Thank you for contributing from outside the organisation.');
    expect(world.check('core', number)?.conclusion).toBe('success');
  });

  test('and authors count as the owning team’s where they are in a team below it', async () => {
    const number = await world.propose('lena', 'tools', { 'src/below.js': 'b\n' });
    expect([...world.issue('tools', number).labels]).toEqual([]);
    expect(asked('tools', number)).toHaveLength(1);
  });

  test('are not asked for a bot’s, which gets no comment and no label either', async () => {
    const number = await open({ login: 'renovate[bot]', id: 77, type: 'Bot' }, { name: 'core', path: 'package.json' });
    expect(asked('core', number)).toEqual([]);
    expect(world.issue('core', number)).toMatchObject({ comments: [], labels: new Set() });
    expect(world.check('core', number)?.conclusion).toBe('success');
  });

  test('of a team whose people GitHub picks by itself are left to GitHub', async () => {
    world.sandbox.world.team('tools').assigns = true;
    world.sandbox.world.emit('team', 'edited', null, person('rosa'));
    await world.quiet();
    const { git } = world.repository('tools');
    const author = world.sandbox.world.signature(person('grace'));
    const changes = new Map([['x.js', Buffer.from('x\n')]]);
    git.updateRef('refs/heads/x', git.write({ parent: git.resolve('HEAD'), changes, message: 'X', author }), null);
    const fields = { title: 'A change to the tools', body: 'So that GitHub asks the team.', head: 'x', base: 'main' };
    const { number } = world.sandbox.world.createPull(world.repository('tools'), fields, person('grace'));
    const pull = world.sandbox.world.pull(world.repository('tools'), number);
    world.sandbox.world.requestReview(world.repository('tools'), pull, [], ['tools'], person('grace'));
    await world.quiet();
    expect(asked('tools', number)).toEqual(['tools']);
    expect(checklist('tools', number)).toContain('GitHub itself picks somebody of the team');
  });

  test('are found in a large team of whom all but one are away', async () => {
    // The lot would pass over this one.
    const number = await world.propose('grace', 'crowd', { 'x.js': 'x\n' });
    expect(asked('crowd', number)).toEqual(['crowd-1']);
    expect(checklist('crowd', number)).toContain('is away');
  });

  test('of ten teams cost at most six requests warm, whatever the strategy needs to know', async () => {
    const change = (text: string) => Object.fromEntries(TEN.map((team) => [`${team}/x.js`, text]));
    await world.propose('grace', 'wide', change('1\n'));
    world.sandbox.requests.clear();
    const number = await world.propose('grace', 'wide', change('2\n'));
    const requests = world.sandbox.requests.ofApp('innkeeper[bot]');
    expect(requests.length, requests.map(({ path }) => path).join('\n')).toBeLessThanOrEqual(6);
    expect(asked('wide', number)).toHaveLength(3);
    expect(asked('wide', number)).toContain('team-0-b');
    expect(checklist('wide', number)).toContain('`team-0-a` is off work at this hour');
    expect(checklist('wide', number)).toMatch(/Left out, as enough people are asked: an owner of `\/team-\d\/`/);
  });

  test('speak for the packages that build on an interface', async () => {
    const number = await world.propose('grace', 'interface', { 'src/io.js': 'io\n' });
    expect(asked('interface', number)).toHaveLength(2);
    expect(checklist('interface', number)).toContain(
      '| `kim` | speaks for `viewer`, which depends on `io-interface` |',
    );
  });

  test('of a change too large for GitHub’s list are chosen by what it lists, and the checklist says so', async () => {
    branchWithMany(3500);
    const { number } = await world.as('grace')<{ number: number }>('POST /repos/acme/core/pulls', {
      title: 'Many at once',
      body: 'So that we see where the list ends.',
      head: 'many',
      base: 'main',
    });
    await world.quiet();
    expect(asked('core', number)).toHaveLength(1);
    expect(checklist('core', number)).toContain('owns `*` (3000 changed files)');
    expect(checklist('core', number)).toContain('GitHub lists no more than the first 3000 changed files');
    expect(world.check('core', number)?.conclusion).toBe('success');
  });

  test('who were chosen for a draft by command stand in its checklist after the next push, and nobody else is asked', async () => {
    const number = await world.propose('grace', 'core', { 'src/draft.js': 'd\n' }, { draft: true });
    expect(asked('core', number)).toEqual([]);
    await ask(world, 'grace', 'core', number, '/innkeeper reviewers');
    const chosen = asked('core', number);
    expect(chosen).toHaveLength(1);
    const table = `| \`${chosen[0]}\` | owns \`*\` (1 changed file)`;
    expect(checklist('core', number)).toContain(table);
    const { world: github } = world.sandbox;
    github.emitPull('synchronize', world.repository('core'), world.issue('core', number), person('grace'));
    await world.quiet();
    expect(checklist('core', number)).toContain(table);
    const pull = github.pull(world.repository('core'), number);
    github.removeReviewRequest(world.repository('core'), pull, chosen, [], person('rosa'));
    await ask(world, 'grace', 'core', number, '/innkeeper check');
    expect(asked('core', number)).toEqual([]);
    expect(checklist('core', number)).not.toContain(table);
  });

  test('who were taken off by command don’t come back when the pull request is opened again', async () => {
    const number = await world.propose('grace', 'core', { 'src/again.js': 'a\n' });
    const [first = ''] = asked('core', number);
    await ask(world, 'grace', 'core', number, `/innkeeper reviewers -@${first}`);
    for (const state of ['closed', 'open']) {
      await world.as('grace')(`PATCH /repos/acme/core/pulls/${number}`, { state });
      await world.quiet();
    }
    const { world: github } = world.sandbox;
    const pull = github.pull(world.repository('core'), number);
    github.removeReviewRequest(world.repository('core'), pull, asked('core', number), [], person('rosa'));
    await ask(world, 'grace', 'core', number, '/innkeeper reviewers');
    expect(asked('core', number)).not.toContain(first);
    expect(checklist('core', number)).toContain(`\`${first}\` was taken off here`);
  });

  test('come from outside too, and take turns, once the policy says so', async () => {
    const policy = 'version: 1\nmode: warn\nreviewers: { outside: 1, cap: 50, strategy: round-robin }\n';
    const changes = new Map([['innkeeper.yml', Buffer.from(policy)]]);
    const commit = { branch: 'main', changes, message: 'Second pairs of eyes' };
    world.sandbox.world.commit(world.repository('.github'), commit, person('rosa'));
    await world.quiet();
    const numbers = [
      await world.propose('grace', 'interface', { 'src/one.js': '1\n' }),
      await world.propose('grace', 'interface', { 'src/two.js': '2\n' }),
    ];
    const owners = numbers.map((number) => asked('interface', number).find((login) => login !== 'dmitri'));
    expect([...owners].sort()).toEqual(['alice', 'bob']);
    for (const number of numbers) {
      expect(asked('interface', number)).toContain('dmitri');
      expect(checklist('interface', number)).toContain('second pair of eyes from outside');
      expect(checklist('interface', number)).toContain('next in turn of 2 in `@acme/platform`');
    }
    // Whoever passes by may say something, but not write.
    const passed = await world.propose('grace', 'core', { 'src/passing.js': 'p\n' }, { draft: true });
    await world.as('mallory')(`POST /repos/acme/core/pulls/${passed}/reviews`, { event: 'COMMENT', body: 'Nice.' });
    await ask(world, 'grace', 'core', passed, '/innkeeper reviewers');
    expect(asked('core', passed)).toHaveLength(2);
    expect(checklist('core', passed)).not.toContain('`mallory`');
  });
});

/** The two of the docs team, as they would be chosen for the next pull request: least loaded first, then whom the lot falls on. */
async function firstOfDocs(): Promise<readonly [string, string]> {
  const number = await world.propose('grace', 'core', { 'docs/a.md': 'a\n' });
  const before = asked('core', number).includes('dmitri') ? 'dmitri' : 'erin';
  return before === 'dmitri' ? ['erin', 'dmitri'] : ['dmitri', 'erin'];
}
