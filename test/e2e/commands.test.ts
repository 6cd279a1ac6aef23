import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as conversation from '../support/conversation.ts';
import { startWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());
beforeEach(() => world.sandbox.requests.clear());

const FIX = { 'src/retry.js': 'export const retrying = (attempt) => attempt();\n' };

const ask = (login: string, repository: string, number: number, body: string) =>
  conversation.ask(world, login, repository, number, body);
const issueIn = (repository: string) => conversation.issueIn(world, repository);

describe('in a comment', () => {
  test('anyone gets the list of commands', async () => {
    const { reactions, answers } = await ask('grace', 'http-client', await issueIn('http-client'), '/innkeeper');
    expect(reactions).toEqual(['eyes', '+1']);
    expect(answers).toHaveLength(1);
    expect(answers[0]).toContain('`/innkeeper register [<tag>]`: Register a release');
  });

  test('what isn’t known is refused with the nearest command, in one answer for all lines', async () => {
    const body = 'Hello.\n/innkeeper chekc\n\n/innkeeper help\n/innkeeper dance <b>@acme/platform</b>';
    const { reactions, answers } = await ask('grace', 'http-client', await issueIn('http-client'), body);
    expect(reactions).toEqual(['eyes', 'confused']);
    expect(answers).toHaveLength(1);
    expect(answers[0]).toContain('Did you mean `/innkeeper check`?');
    expect(answers[0]).toContain('`/innkeeper dance <b>@acme/platform</b>` wasn’t done');
    expect(answers[0]).toContain('These are the things');
  });

  test('what a code block or a quote says is no command, nor what a bot says', async () => {
    const number = await issueIn('http-client');
    const { reactions } = await ask('grace', 'http-client', number, '> /innkeeper help\n\n```\n/innkeeper check\n```');
    expect(reactions).toEqual([]);
    expect(world.writes()).toEqual([]);
  });

  test('a delivery that comes again says nothing twice', async () => {
    const number = await issueIn('http-client');
    await ask('grace', 'http-client', number, '/innkeeper help');
    await conversation.cutAndRedeliver(world, '/innkeeper help');
    expect(world.writes().length).toBeGreaterThan(0);
    expect(world.writes().every((each) => each.endsWith('/reactions'))).toBe(true);
    expect(world.issue('http-client', number).comments).toHaveLength(2);
  });
});

describe('check', () => {
  test('judges a pull request again for anyone, and says nothing but done', async () => {
    const number = await world.propose('bob', 'http-client', FIX);
    world.sandbox.world.removeLabel(
      world.repository('http-client'),
      world.issue('http-client', number),
      'tier: production',
      world.sandbox.world.person('rosa'),
    );
    await world.quiet();
    const { reactions, answers } = await ask('grace', 'http-client', number, '/innkeeper check');
    expect(reactions).toEqual(['eyes', '+1']);
    expect(answers).toEqual([]);
    expect([...world.issue('http-client', number).labels]).toEqual(['tier: production']);
  });

  test('is refused where the policy leaves the repository out', async () => {
    const { reactions, answers } = await ask('rosa', 'registry', await issueIn('registry'), '/innkeeper check');
    expect(reactions).toEqual(['confused']);
    expect(answers[0]).toContain('the policy leaves this repository out');
  });
});

describe('reviewers', () => {
  test('are chosen again for the author, and nobody who was taken off', async () => {
    const number = await world.propose('dmitri', 'http-client', FIX);
    const { world: github } = world.sandbox;
    const issue = github.pull(world.repository('http-client'), number);
    const [first = ''] = issue.pull.requestedUsers;
    github.removeReviewRequest(world.repository('http-client'), issue, [first], [], github.person('alice'));
    await world.quiet();
    const { reactions } = await ask('dmitri', 'http-client', number, '/innkeeper reviewers');
    expect(reactions).toEqual(['eyes', '+1']);
    expect([...issue.pull.requestedUsers]).toHaveLength(1);
    expect([...issue.pull.requestedUsers]).not.toContain(first);
  });

  test('are refused to those who are neither the author nor may write, and in an issue', async () => {
    const number = await world.propose('dmitri', 'http-client', FIX);
    const { reactions, answers } = await ask('grace', 'http-client', number, '/innkeeper reviewers');
    expect(reactions).toEqual(['confused']);
    expect(answers[0]).toContain('only the author and people with write access may ask for this');
    const elsewhere = await ask('alice', 'http-client', await issueIn('http-client'), '/innkeeper reviewers');
    expect(elsewhere.answers[0]).toContain('this is an issue');
  });
});

describe('reviewers by name', () => {
  test('are asked and taken off; who was taken off is replaced and doesn’t come back', async () => {
    const number = await world.propose('dmitri', 'http-client', FIX);
    const { pull } = world.issue('http-client', number);
    const [first = ''] = pull?.requestedUsers ?? [];
    const second = first === 'alice' ? 'bob' : 'alice';
    const { reactions, answers } = await ask(
      'dmitri',
      'http-client',
      number,
      `/innkeeper reviewers +@Carol -@${first.toUpperCase()} +@acme/platform`,
    );
    expect(reactions).toEqual(['eyes', '+1']);
    expect(answers).toEqual([]);
    expect([...(pull?.requestedUsers ?? [])].sort()).toEqual(['carol', second].sort());
    expect([...(pull?.requestedTeams ?? [])]).toEqual(['platform']);
    const again = await ask('dmitri', 'http-client', number, `/innkeeper reviewers +@carol -@${first}`);
    expect(again.answers[0]).toContain(`\`carol\` is asked already. \`${first}\` wasn’t asked for a review.`);
    await ask('dmitri', 'http-client', number, `/innkeeper reviewers +@${first}`);
    expect(pull?.requestedUsers.has(first)).toBe(true);
  });

  test('whom GitHub doesn’t take are named with the reason, and all others are asked and taken off for good', async () => {
    const number = await world.propose('dmitri', 'http-client', FIX);
    const requested = world.issue('http-client', number).pull?.requestedUsers ?? new Set();
    const [first = ''] = requested;
    const wish = `/innkeeper reviewers +@carol, +@nobody, -@${first}`;
    const { reactions, answers } = await ask('dmitri', 'http-client', number, wish);
    expect(reactions).toEqual(['eyes', 'confused']);
    expect(answers[0]).toContain('`nobody` can’t be asked: only people and teams with access to this repository');
    expect([...requested]).toContain('carol');
    await ask('dmitri', 'http-client', number, '/innkeeper check');
    expect([...requested]).not.toContain(first);
  });

  test('may be taken off on several lines of one comment, and none of them comes back', async () => {
    const number = await world.propose('dmitri', 'http-client', FIX);
    const wish = '/innkeeper reviewers -@alice\n/innkeeper reviewers -@bob';
    await ask('dmitri', 'http-client', number, wish);
    await ask('dmitri', 'http-client', number, '/innkeeper reviewers');
    expect([...(world.issue('http-client', number).pull?.requestedUsers ?? [])]).toEqual(['carol']);
  });

  test.each([
    ['need their sign', '+carol', 'put `+` before each name to ask'],
    ['are fifteen at most', Array.from({ length: 16 }, (_, index) => `+@p${index}`).join(' '), 'name 15 at most'],
    ['can’t be the author', '+@Dmitri', '`dmitri` wrote this pull request'],
    [
      'can’t be a team of another organisation',
      '+@other/platform',
      '`@other/platform` belongs to another organisation',
    ],
  ])('%s', async (_, names, reason) => {
    const number = await world.propose('dmitri', 'http-client', FIX);
    const asked = () => {
      const { pull } = world.issue('http-client', number);
      return [...(pull?.requestedUsers ?? []), ...(pull?.requestedTeams ?? [])];
    };
    const before = asked();
    const { reactions, answers } = await ask('dmitri', 'http-client', number, `/innkeeper reviewers ${names}`);
    expect(reactions).toEqual(['confused']);
    expect(answers[0]).toContain(reason);
    expect(asked()).toEqual(before);
  });
});
