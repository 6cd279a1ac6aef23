import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as conversation from '../support/conversation.ts';
import { startWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const ask = (login: string, repository: string, number: number, body: string) =>
  conversation.ask(world, login, repository, number, body);
const issueIn = (repository: string) => conversation.issueIn(world, repository);

/** The open pull requests that Innkeeper has made in a repository. */
function proposals(repository: string) {
  return [...world.repository(repository).issues.values()].filter(
    ({ pull, author, state }) => pull && author.type === 'Bot' && state === 'open',
  );
}

function textAt(repository: string, number: number, path: string): string {
  const { git } = world.repository(repository);
  return git.blob(git.find(world.issue(repository, number).pull?.headSha ?? '', path)?.oid ?? '').toString('utf8');
}

describe('tier', () => {
  test('proposes the change of one line, once, and tells where', async () => {
    const number = await issueIn('design-tokens');
    const { reactions, answers } = await ask('grace', 'design-tokens', number, '/innkeeper tier research');
    expect(reactions).toEqual(['eyes', '+1']);
    const [proposal] = proposals('design-tokens');
    expect(proposal?.title).toBe('Change the tier from tooling to research');
    expect(proposal?.body).toContain(`acme/design-tokens#${number}`);
    expect(answers[0]).toContain(`/acme/design-tokens/pull/${proposal?.number} does it`);
    const before = world.repository('design-tokens').git;
    const text = before.blob(before.find('HEAD', 'innersource.yml')?.oid ?? '').toString('utf8');
    expect(textAt('design-tokens', proposal?.number ?? 0, 'innersource.yml')).toBe(
      text.replace('tier: tooling', 'tier: research'),
    );
    await conversation.cutAndRedeliver(world, '/innkeeper tier research');
    expect(world.writes()).toHaveLength(2);
    expect(world.writes().every((each) => each.endsWith('/reactions'))).toBe(true);
    const again = await ask('ines', 'design-tokens', number, '/innkeeper tier research');
    expect(again.answers[0]).toContain(`/pull/${proposal?.number} is open for this already`);
    expect(proposals('design-tokens')).toHaveLength(1);
  });

  test('is refused to those who merely write, and where it isn’t one', async () => {
    const number = await issueIn('design-tokens');
    expect((await ask('alice', 'design-tokens', number, '/innkeeper tier production')).reactions).toEqual(['confused']);
    const { answers } = await ask('grace', 'design-tokens', number, '/innkeeper tier prodution');
    expect(answers[0]).toContain('Did you mean `production`?');
    const same = await ask('grace', 'design-tokens', number, '/innkeeper tier tooling');
    expect(same.answers[0]).toContain('declares `tier: tooling` already');
  });
});

describe('qualify', () => {
  test('tells what the next tier requires, what is open, and the fix', async () => {
    const { reactions, answers } = await ask(
      'erin',
      'dicom-bridge',
      await issueIn('dicom-bridge'),
      '/innkeeper qualify',
    );
    expect(reactions).toEqual(['eyes', '+1']);
    expect(answers[0]).toMatch(/is `tooling`\. The next tier is `production`; \d+ of \d+ requirements are open/);
    expect(answers[0]).toContain('- [x] **README**');
    expect(answers[0]).toContain('**To mend it:**');
    expect(proposals('dicom-bridge')).toEqual([]);
  });

  test('proposes the next tier once all of it holds', async () => {
    const { answers } = await ask('alice', 'log-kit', await issueIn('log-kit'), '/innkeeper qualify');
    expect(answers[0]).toContain('The next tier is `production`; all that the policy requires of it holds');
    const [proposal] = proposals('log-kit');
    expect(proposal?.body).toContain('What the policy requires of it');
    expect(answers[0]).toContain(`/acme/log-kit/pull/${proposal?.number} does it`);
    expect(textAt('log-kit', proposal?.number ?? 0, 'innersource.yml')).toContain('\ntier: production\n');
    const highest = await ask('alice', 'http-client', await issueIn('http-client'), '/innkeeper qualify');
    expect(highest.answers[0]).toContain('`production` is the highest tier');
  });
});

describe('waive', () => {
  const WISH = '/innkeeper waive changelog until 2098-01-31 because we move to "release notes" # soon';

  test('proposes the waiver in the policy’s repository, its text otherwise as it was', async () => {
    const { reactions, answers } = await ask('erin', 'stage-control', await issueIn('stage-control'), WISH);
    expect(reactions).toEqual(['eyes', '+1']);
    const [proposal] = proposals('.github');
    expect(answers[0]).toContain(`/acme/.github/pull/${proposal?.number} does it`);
    const { git } = world.repository('.github');
    const before = git.blob(git.find('HEAD', 'innkeeper.yml')?.oid ?? '').toString('utf8');
    const after = textAt('.github', proposal?.number ?? 0, 'innkeeper.yml');
    const added = [
      '  - rule: changelog',
      '    repository: stage-control',
      `    reason: 'we move to "release notes" # soon'`,
      '    owner: "@erin"',
      '    until: 2098-01-31\n',
    ].join('\n');
    const [head, tail] = after.split(added);
    expect(tail).toBeDefined();
    expect(`${head}${tail}`).toBe(before);
  });

  test.each([
    ['waive', 'write it as `/innkeeper waive <rule> until <date> because <reason>`'],
    ['waive changelog until 2098-01-31', 'write it as'],
    ['waive changelog until 2098-01-31 because  ', 'write it as'],
    ['waive changelogg until 2098-01-31 because x', 'Did you mean `changelog`?'],
    ['waive changelog until 2098-02-31 because x', '2098-02-31 is no date'],
    ['waive changelog until 2020-01-31 because x', '2020-01-31 isn’t in the future'],
    ['waive codeowners until 2098-01-31 because x', 'codeowners is waived here until 2099-03-31 already'],
  ])('refuses %s', async (line, why) => {
    const { reactions, answers } = await ask(
      'erin',
      'stage-control',
      await issueIn('stage-control'),
      `/innkeeper ${line}`,
    );
    expect(reactions).toEqual(['confused']);
    expect(answers[0]).toContain(why);
  });
});

describe('register', () => {
  test('is for owners, even those who may but write, and for maintainers', async () => {
    const stranger = await ask('grace', 'http-client', await issueIn('http-client'), '/innkeeper register v1.3.0');
    expect(stranger.reactions).toEqual(['confused']);
    const collaborator = await ask('carol', 'http-client', await issueIn('http-client'), '/innkeeper register v1.3.0');
    expect(collaborator.answers[0]).toContain('only owners and people with maintain access may ask for this');
    world.sandbox.world.team('platform').repositories.set('http-client', 'write');
    const owner = await ask('alice', 'http-client', await issueIn('http-client'), '/innkeeper register v1.3.0');
    expect(owner.reactions?.[0]).toBe('eyes');
    world.sandbox.world.team('platform').repositories.set('http-client', 'maintain');
  });

  test('of what the registry refuses is refused with its reason, where the issue about it isn’t at hand', async () => {
    await world.as('grace')('POST /repos/acme/design-tokens/releases', { tag_name: 'v3.0.0', body: 'Breaking.' });
    await world.quiet();
    const about = [...world.repository('design-tokens').issues.values()].find(({ title }) => title.includes('v3.0.0'));
    const elsewhere = await ask('grace', 'design-tokens', await issueIn('design-tokens'), '/innkeeper register v3.0.0');
    expect(elsewhere.reactions).toEqual(['eyes', 'confused']);
    expect(elsewhere.answers[0]).toContain('package.json says 2.9.0');
    const there = await ask('grace', 'design-tokens', about?.number ?? 0, '/innkeeper register');
    expect(there.reactions).toEqual(['eyes', 'confused']);
    expect(there.answers).toEqual([]);
  });

  test('of a tag that isn’t there is refused', async () => {
    const { reactions, answers } = await ask(
      'alice',
      'http-client',
      await issueIn('http-client'),
      '/innkeeper register v9.9.9',
    );
    expect(reactions).toEqual(['confused']);
    expect(answers[0]).toContain('there is no release `v9.9.9` here');
  });
});
