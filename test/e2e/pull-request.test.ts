import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ask } from '../support/conversation.ts';
import { startWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());
beforeEach(() => world.sandbox.requests.clear());

const FIX = { 'src/retry.js': 'export const retrying = (attempt) => attempt();\n' };
const comments = (number: number) => world.issue('http-client', number).comments.map(({ body }) => body);

describe('a pull request', () => {
  test('of the owning team gets its tier, a reviewer of the team, one checklist and a passing check', async () => {
    const number = await world.propose('bob', 'http-client', FIX);
    const { labels, pull } = world.issue('http-client', number);
    expect([...labels]).toEqual(['tier: production']);
    expect([...(pull?.requestedUsers ?? [])]).toEqual(['alice']);
    expect(world.check('http-client', number)?.conclusion).toBe('success');
    expect(comments(number)).toHaveLength(1);
    expect(comments(number)[0]).toMatch(/^<!-- innkeeper:checklist -->\n/);
    expect(comments(number)[0]).toContain('| `alice` | owns `*` (1 changed file) |');
  });

  test('of another team is marked so, and reviewed by an owner who is not away', async () => {
    const number = await world.propose('dmitri', 'http-client', FIX);
    const { labels, pull } = world.issue('http-client', number);
    expect([...labels].sort()).toEqual(['cross-team', 'tier: production']);
    const [reviewer = ''] = pull?.requestedUsers ?? [];
    expect(['alice', 'bob']).toContain(reviewer);
    expect(comments(number)[0]).toContain('promise a first answer within 2 working days');
    expect(comments(number)[0]).toContain('`hugo` is busy');
  });

  test('costs at most six requests warm, of them two that notify people', async () => {
    await world.propose('carol', 'http-client', FIX);
    const requests = world.sandbox.requests.ofApp('innkeeper[bot]');
    expect(requests.length, requests.map(({ path }) => path).join('\n')).toBeLessThanOrEqual(6);
    expect(requests.filter(({ notifying }) => notifying).length).toBeLessThanOrEqual(2);
  });

  test('evaluated again with nothing changed costs no write, nor does the same delivery twice', async () => {
    const number = await world.propose('erin', 'http-client', FIX);
    const opened = world.sandbox.hooks.deliveries
      .filter(({ event, action }) => event === 'pull_request' && action === 'opened')
      .at(-1);
    world.sandbox.requests.clear();
    world.sandbox.hooks.redeliver(opened?.id ?? 0);
    await world.quiet();
    expect(world.sandbox.requests.ofApp('innkeeper[bot]')).toEqual([]);
    const { world: github } = world.sandbox;
    github.emitPull(
      'reopened',
      world.repository('http-client'),
      world.issue('http-client', number),
      github.person('erin'),
    );
    await world.quiet();
    expect(world.writes()).toEqual([]);
  });

  test('finds its checklist behind two hundred comments that came before it', async () => {
    const number = await world.propose('erin', 'http-client', FIX);
    const talk = {
      author: world.sandbox.world.person('bob'),
      body: 'Well …',
      createdAt: '',
      updatedAt: '',
      reactions: [],
    };
    const { comments: all } = world.issue('http-client', number);
    all.unshift(...Array.from({ length: 200 }, (_, index) => ({ ...talk, id: 100_000 + index })));
    await ask(world, 'erin', 'http-client', number, '/innkeeper check');
    expect(all.filter(({ author }) => author.type === 'Bot')).toHaveLength(1);
  });

  test('that removes a governed document fails, says where, and how to mend it', async () => {
    const number = await world.propose('bob', 'http-client', { 'CONTRIBUTING.md': null });
    expect(world.check('http-client', number)).toMatchObject({
      conclusion: 'failure',
      title: '1 required point to mend',
    });
    expect(comments(number)[0]).toContain('git checkout origin/HEAD -- CONTRIBUTING.md');
  });

  test('can’t change how it is itself judged', async () => {
    const number = await world.propose('dmitri', 'http-client', {
      '.github/CODEOWNERS': '* @dmitri\n',
      'innersource.yml': 'version: 1\ntype: inner-source\ntier: prototype\nowners: ["@dmitri"]\n',
    });
    const { labels, pull } = world.issue('http-client', number);
    expect([...labels].sort()).toEqual(['cross-team', 'tier: production']);
    expect([...(pull?.requestedUsers ?? [])]).not.toContain('dmitri');
    expect(comments(number)[0]).toContain('.github/CODEOWNERS, innersource.yml as it stands on main decides here');
  });

  test('shows other people’s text and never acts on it', async () => {
    const title = '@acme/platform <b>now</b> `x` <!-- innkeeper:checklist -->';
    const number = await world.propose('bob', 'http-client', FIX, { title: `WIP ${title}` });
    const [body = ''] = comments(number);
    expect(body.match(/<!-- innkeeper/g)).toHaveLength(1);
    expect(body).not.toMatch(/<b>|(?<!`)@acme/);
  });

  test('that is a draft is judged, and nobody is asked until it is ready', async () => {
    const number = await world.propose('bob', 'http-client', FIX, { draft: true });
    const issue = world.issue('http-client', number);
    expect(world.check('http-client', number)?.conclusion).toBe('success');
    expect([...(issue.pull?.requestedUsers ?? [])]).toEqual([]);
    world.sandbox.world.markReady(world.repository('http-client'), issue, world.sandbox.world.person('bob'));
    await world.quiet();
    expect(issue.pull?.requestedUsers.size).toBe(1);
    expect(issue.comments).toHaveLength(1);
  });

  test('never gets back a reviewer whom a person took off', async () => {
    const number = await world.propose('dmitri', 'http-client', FIX);
    const issue = world.sandbox.world.pull(world.repository('http-client'), number);
    const [first = ''] = issue.pull.requestedUsers;
    world.sandbox.world.removeReviewRequest(
      world.repository('http-client'),
      issue,
      [first],
      [],
      world.sandbox.world.person('alice'),
    );
    world.sandbox.world.emitPull(
      'reopened',
      world.repository('http-client'),
      issue,
      world.sandbox.world.person('dmitri'),
    );
    await world.quiet();
    expect([...issue.pull.requestedUsers]).not.toContain(first);
  });

  test('in a merge queue gets its check at once', async () => {
    const number = await world.propose('bob', 'http-client', FIX);
    world.sandbox.requests.clear();
    world.sandbox.world.startMergeGroup(world.repository('http-client'), number);
    await world.quiet();
    expect(world.check('http-client', number)).toMatchObject({
      conclusion: 'success',
      title: 'Judged on each pull request',
    });
  });
});

describe('a check that somebody asks for again', () => {
  const checks = (name: string, repository = 'http-client') =>
    world.repository(repository).checks.filter((each) => each.name === name);

  /** @returns the run that answers, and what the App wrote beside it */
  async function answerTo(name: string, repository = 'http-client', login = 'alice') {
    const before = checks(name, repository).at(-1);
    world.sandbox.requests.clear();
    await world.as(login)(`POST /repos/acme/${repository}/check-runs/${before?.id}/rerequest`);
    await world.quiet();
    const answer = checks(name, repository).at(-1);
    expect(answer).toMatchObject({ sha: before?.sha, title: before?.title, conclusion: before?.conclusion });
    return { isNew: answer?.id !== before?.id, writes: world.writes().length };
  }

  test('is written anew, be the answer the same, and nothing else is', async () => {
    await world.propose('bob', 'http-client', FIX);
    expect(await answerTo('Innkeeper')).toEqual({ isNew: true, writes: 1 });
    expect(await answerTo('Innkeeper project')).toEqual({ isNew: true, writes: 1 });
    // A commit of its own: all releases of a commit share its check, and the sample's last one stands on the newest.
    const { world: github } = world.sandbox;
    const own = { branch: 'main', changes: new Map([['src/own.js', Buffer.from('export {};\n')]]), message: 'Own' };
    github.commit(world.repository('http-client'), own, github.person('alice'));
    await world.as('alice')('POST /repos/acme/http-client/releases', {
      tag_name: 'v1.4.0',
      body: 'See the changelog.',
    });
    await world.quiet();
    expect(await answerTo('Innkeeper registry')).toEqual({ isNew: true, writes: 1 });
    const policy = new Map([['innkeeper.yml', Buffer.from('version: 1\nmode: enforce\n')]]);
    github.commit(
      world.repository('.github'),
      { branch: 'main', changes: policy, message: 'x' },
      github.person('rosa'),
    );
    await world.quiet();
    expect(await answerTo('Innkeeper policy', '.github', 'rosa')).toEqual({ isNew: true, writes: 1 });
    await world.propose('rosa', '.github', { 'innkeeper.yml': 'version: 1\nmode: warn\n' });
    expect(await answerTo('Innkeeper policy', '.github', 'rosa')).toEqual({ isNew: true, writes: 1 });
  });

  test('on a fork’s pull request, which GitHub doesn’t name, is answered too, alone and with all others', async () => {
    const { world: github } = world.sandbox;
    const repository = world.repository('http-client');
    const branch = world.branchOff('erin', 'http-client', { 'src/fork.js': 'export {};\n' });
    const fields = { title: 'A change of elsewhere', body: '', head: `erin:${branch}`, base: 'main' };
    const { number } = github.createPull(repository, fields, github.person('erin'));
    await world.quiet();
    expect(await answerTo('Innkeeper')).toEqual({ isNew: true, writes: 1 });
    const before = checks('Innkeeper').length;
    const suite = { head_sha: world.issue('http-client', number).pull?.headSha, head_branch: null, pull_requests: [] };
    github.emit('check_suite', 'rerequested', repository, github.person('alice'), { check_suite: suite });
    await world.quiet();
    expect(checks('Innkeeper')).toHaveLength(before + 1);
    expect(checks('Innkeeper').at(-1)).toMatchObject({ sha: suite.head_sha, title: checks('Innkeeper').at(-2)?.title });
  });

  test('with all others of its commit is written with them', async () => {
    const repository = world.repository('http-client');
    const [project] = checks('Innkeeper project').slice(-1);
    const before = checks('Innkeeper project').length;
    world.sandbox.world.emit('check_suite', 'rerequested', repository, world.sandbox.world.person('alice'), {
      check_suite: { head_sha: project?.sha, head_branch: 'main', pull_requests: [] },
    });
    await world.quiet();
    expect(checks('Innkeeper project')).toHaveLength(before + 1);
    expect(checks('Innkeeper project').at(-1)?.title).toBe(project?.title);
  });
});
