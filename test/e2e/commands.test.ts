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
    expect(answers[0]).toContain('only the author, and people with write access may ask for this');
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
    expect(again.answers[0]).toContain(`\`carol\` is asked already. \`${first}\` wasn’t asked.`);
    await ask('dmitri', 'http-client', number, `/innkeeper reviewers +@${first}`);
    expect(pull?.requestedUsers.has(first)).toBe(true);
  });

  test('whom GitHub doesn’t take are named with its reason, and the others are asked', async () => {
    const number = await world.propose('dmitri', 'http-client', FIX);
    const { reactions, answers } = await ask('dmitri', 'http-client', number, '/innkeeper reviewers +@carol +@nobody');
    expect(reactions).toEqual(['eyes', 'confused']);
    expect(answers[0]).toContain("didn't take nobody as reviewer: Reviews may only be requested from collaborators");
    expect(world.issue('http-client', number).pull?.requestedUsers.has('carol')).toBe(true);
  });

  test('need their sign', async () => {
    const number = await world.propose('dmitri', 'http-client', FIX);
    const { answers } = await ask('dmitri', 'http-client', number, '/innkeeper reviewers carol');
    expect(answers[0]).toContain('name people and teams with their sign');
  });
});
