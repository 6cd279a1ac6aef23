import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());
beforeEach(() => world.sandbox.requests.clear());

const FIX = { 'src/retry.js': 'export const retrying = (attempt) => attempt();\n' };

/** Comments as somebody, and waits for what comes of it. */
async function ask(login: string, repository: string, number: number, body: string) {
  const { id } = await world.as(login)<{ id: number }>(`POST /repos/acme/${repository}/issues/${number}/comments`, {
    body,
  });
  await world.quiet();
  const { comments } = world.issue(repository, number);
  return {
    reactions: comments.find((each) => each.id === id)?.reactions.map(({ content }) => content),
    answers: comments
      .filter((each) => each.body.startsWith(`<!-- innkeeper:answer ${id} -->`))
      .map((each) => each.body),
  };
}

/** An issue in which nothing but the conversation matters. */
async function issueIn(repository: string): Promise<number> {
  const { number } = await world.as('rosa')<{ number: number }>(`POST /repos/acme/${repository}/issues`, {
    title: 'A question',
  });
  await world.quiet();
  return number;
}

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
    expect(answers[0]).toContain('Did you mean /innkeeper check?');
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
    const sent = world.sandbox.hooks.deliveries.filter(({ event }) => event === 'issue_comment').at(-2);
    await world.app.store.deliveries.end(sent?.guid ?? '', 'failed', 'cut');
    world.sandbox.requests.clear();
    world.sandbox.hooks.redeliver(sent?.id ?? 0);
    await world.quiet();
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
  test('are chosen again for the author, even those who were taken off', async () => {
    const number = await world.propose('dmitri', 'http-client', FIX);
    const { world: github } = world.sandbox;
    const issue = github.pull(world.repository('http-client'), number);
    const [first = ''] = issue.pull.requestedUsers;
    github.removeReviewRequest(world.repository('http-client'), issue, [first], [], github.person('alice'));
    await world.quiet();
    const { reactions } = await ask('dmitri', 'http-client', number, '/innkeeper reviewers');
    expect(reactions).toEqual(['eyes', '+1']);
    expect(issue.pull.requestedUsers.size).toBe(1);
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

describe('register', () => {
  test('is for owners, even those who may but write, and for maintainers', async () => {
    const stranger = await ask('grace', 'http-client', await issueIn('http-client'), '/innkeeper register v1.3.0');
    expect(stranger.reactions).toEqual(['confused']);
    const collaborator = await ask('carol', 'http-client', await issueIn('http-client'), '/innkeeper register v1.3.0');
    expect(collaborator.answers[0]).toContain('only owners, and people with maintain access may ask for this');
    world.sandbox.world.team('platform').repositories.set('http-client', 'write');
    const owner = await ask('alice', 'http-client', await issueIn('http-client'), '/innkeeper register v1.3.0');
    expect(owner.reactions?.[0]).toBe('eyes');
    world.sandbox.world.team('platform').repositories.set('http-client', 'maintain');
  });

  test('of a tag that isn’t there is refused', async () => {
    const { reactions, answers } = await ask(
      'alice',
      'http-client',
      await issueIn('http-client'),
      '/innkeeper register v9.9.9',
    );
    expect(reactions).toEqual(['confused']);
    expect(answers[0]).toContain('there is no release v9.9.9 here');
  });
});
