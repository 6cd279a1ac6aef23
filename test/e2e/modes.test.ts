import { afterEach, describe, expect, test } from 'vitest';
import { startWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
afterEach(() => world.close());

const POLICY = 'repositories/.github/innkeeper.yml';
const FIX = { 'src/retry.js': 'export const retrying = (attempt) => attempt();\n' };

describe('the policy', () => {
  test.each([
    ['none', null],
    ['off', 'version: 1\nmode: off\n'],
    ['report', 'version: 1\nmode: report\n'],
  ])('in mode %s writes nothing to GitHub', async (_, text) => {
    world = await startWorld({ [POLICY]: text });
    await world.propose('dmitri', 'http-client', FIX);
    await world.as('alice')('POST /repos/acme/http-client/releases', { tag_name: 'v1.4.0' });
    await world.quiet();
    expect(world.writes()).toEqual([]);
    expect(await world.app.store.deliveries.list({ status: 'failed', limit: 10 })).toEqual([]);
  });

  test('in mode warn never fails a check', async () => {
    world = await startWorld({
      [POLICY]: 'version: 1\nmode: warn\nrules: { contributing: error }\n',
      'repositories/http-client/CONTRIBUTING.md': null,
    });
    const number = await world.propose('dmitri', 'http-client', FIX);
    expect(world.check('http-client', number)?.conclusion).toBe('neutral');
    expect(world.issue('http-client', number).comments).toHaveLength(1);
  });

  test('that is broken is told at its lines, and its last good version stays in force', async () => {
    world = await startWorld();
    const { sandbox } = world;
    const repository = world.repository('.github');
    const broken = new Map([['innkeeper.yml', Buffer.from('version: 1\nmode: enforce\nrulez: {}\n')]]);
    const commit = sandbox.world.commit(
      repository,
      { branch: 'main', changes: broken, message: 'Break it' },
      sandbox.world.person('rosa'),
    );
    await world.quiet();
    const check = repository.checks.find(({ sha, name }) => sha === commit && name === 'Innkeeper policy');
    expect(check).toMatchObject({ conclusion: 'failure', title: '1 problem in the policy' });
    expect(check?.annotations).toMatchObject([{ path: 'innkeeper.yml', start_line: 3 }]);
    expect(check?.summary).toContain('The last version that was in order stays in force');
    const number = await world.propose('dmitri', 'http-client', FIX);
    expect(world.check('http-client', number)?.conclusion).toBe('success');
  });
});

describe('a repository', () => {
  test('is read by two requests in a check, of which one lists its files; its issue closes when all is mended and opens again when it regresses', async () => {
    world = await startWorld();
    const { sandbox } = world;
    const person = sandbox.world.person('alice');
    const commit = async (text: string | null) => {
      const changes = new Map([['CONTRIBUTING.md', text === null ? null : Buffer.from(text)]]);
      sandbox.world.commit(world.repository('http-client'), { branch: 'main', changes, message: 'Change' }, person);
      await world.quiet();
    };
    const issues = () => [...world.repository('http-client').issues.values()].filter(({ pull }) => !pull);
    sandbox.requests.clear();
    await commit(null);
    expect(sandbox.requests.ofApp('innkeeper[bot]').filter(({ write }) => !write)).toHaveLength(2);
    expect(issues()).toMatchObject([{ title: 'InnerSource checklist', state: 'open' }]);
    await commit('# Contributing\n\n## Build\n\nnpm test\n\n## Review\n\nSoon.\n');
    expect(issues()).toMatchObject([{ state: 'closed' }]);
    await commit(null);
    expect(issues()).toMatchObject([{ state: 'open' }]);
    expect(world.repository('http-client').properties.get('innersource-tier')).toBe('production');
  });

  test('whose issues are switched off has its finding in the policy repository', async () => {
    const organisation =
      'organization: acme\nmembers: { rosa: { role: admin } }\nrepositories: { lonely: { has-issues: false } }\n';
    world = await startWorld({
      'org.yml': organisation,
      'repositories/lonely/innersource.yml': 'version: 1\ntier: production\n',
    });
    const [issue] = world.repository('.github').issues.values();
    expect(issue).toMatchObject({ title: 'InnerSource checklist: acme/lonely', state: 'open' });
  });
});

describe('a release', () => {
  test('is registered by one commit, in at most five requests, and once only', async () => {
    world = await startWorld();
    world.sandbox.requests.clear();
    await world.as('alice')('POST /repos/acme/http-client/releases', {
      tag_name: 'v1.4.0',
      body: 'See the changelog.',
    });
    await world.quiet();
    expect(world.sandbox.requests.ofApp('innkeeper[bot]').length).toBeLessThanOrEqual(5);
    const { git } = world.repository('registry');
    const head = git.resolve('HEAD') ?? '';
    const entry = JSON.parse(git.blob(git.find(head, 'packages/@acme/http-client.json')?.oid ?? '').toString('utf8'));
    expect(entry).toMatchObject({
      name: '@acme/http-client',
      repository: 'acme/http-client',
      tier: 'production',
      ecosystem: 'npm',
      versions: [{ version: '1.4.0', tag: 'v1.4.0' }],
    });
    const source = world.repository('http-client').git;
    expect(entry.versions[0].tree).toBe(source.commit(source.resolve('refs/tags/v1.4.0') ?? '').tree);
    const released = world.sandbox.hooks.deliveries.find(
      ({ event, action }) => event === 'release' && action === 'published',
    );
    world.sandbox.requests.clear();
    world.sandbox.hooks.redeliver(released?.id ?? 0);
    await world.quiet();
    expect(world.writes()).toEqual([]);
  });

  test('that is refused says so in one issue, which closes when it is registered', async () => {
    world = await startWorld();
    await world.as('grace')('POST /repos/acme/design-tokens/releases', { tag_name: 'v3.0.0', body: 'Breaking.' });
    await world.quiet();
    const refused = [...world.repository('design-tokens').issues.values()].find(({ body }) =>
      body.startsWith('<!-- innkeeper:release v3.0.0 -->'),
    );
    expect(refused).toMatchObject({ state: 'open', title: 'Release v3.0.0 was not registered' });
    const { git } = world.repository('design-tokens');
    const changes = new Map([['package.json', Buffer.from('{ "name": "@acme/design-tokens", "version": "3.0.0" }\n')]]);
    const actor = world.sandbox.world.person('grace');
    const commit = world.sandbox.world.commit(
      world.repository('design-tokens'),
      { branch: 'main', changes, message: 'Set the version' },
      actor,
    );
    git.updateRef('refs/tags/v3.0.0', commit, git.refs().get('refs/tags/v3.0.0') ?? null);
    await world.as('grace')(`POST /repos/acme/design-tokens/issues/${refused?.number}/comments`, {
      body: '/innkeeper register',
    });
    await world.quiet();
    expect(refused?.state).toBe('closed');
  });

  test('into a registry that is missing or protected is refused in words that say so', async () => {
    world = await startWorld();
    world.repository('registry').protected = true;
    await world.as('alice')('POST /repos/acme/http-client/releases', {
      tag_name: 'v1.4.0',
      body: 'See the changelog.',
    });
    await world.quiet();
    const bodies = () => [...world.repository('http-client').issues.values()].map(({ body }) => body).join('\n');
    expect(bodies()).toContain('may not write to the package registry acme/registry');
    const refused = [...world.repository('http-client').issues.values()].find(({ title }) =>
      title.startsWith('Release v1.4.0'),
    );
    await world.as('alice')(`POST /repos/acme/http-client/issues/${refused?.number}/comments`, {
      body: '/innkeeper register',
    });
    await world.quiet();
    expect(refused?.comments[0]?.reactions.map(({ content }) => content)).toEqual(['eyes', 'confused']);
    expect(await world.app.store.deliveries.list({ status: 'failed', limit: 5 })).toEqual([]);
    world.repository('registry').protected = false;
    await world.as('alice')(`POST /repos/acme/http-client/issues/${refused?.number}/comments`, {
      body: '/innkeeper register',
    });
    await world.quiet();
    expect(refused?.comments[1]?.reactions.map(({ content }) => content)).toEqual(['eyes', '+1']);
    expect(refused?.state).toBe('closed');
  });
});
