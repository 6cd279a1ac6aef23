import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SAMPLE_ORGANISATION } from '../../src/sandbox/sample/morning.ts';
import * as conversation from '../support/conversation.ts';
import { startWorld, type TestWorld } from '../support/world.ts';

const POLICY = 'repositories/.github/innkeeper.yml';
const RULES = `pull-requests:
  rules:
    approvals:
      - { where: { tier: production }, owners: 1, outside: 1 }
      - { where: { tier: tooling }, owners: 1, earlier: ignore, labels: { breaking: { owners: 2 } } }
`;

let world: TestWorld;
beforeAll(async () => {
  const sample = readFileSync(join(SAMPLE_ORGANISATION, POLICY), 'utf8');
  world = await startWorld({ [POLICY]: sample.replace('pull-requests:\n', RULES) });
});
afterAll(() => world.close());

const FIX = { 'src/retry.js': 'export const retrying = (attempt) => attempt();\n' };

async function review(login: string, repository: string, number: number, event = 'APPROVE'): Promise<number> {
  const { id } = await world.as(login)<{ id: number }>(`POST /repos/acme/${repository}/pulls/${number}/reviews`, {
    event,
    body: '',
  });
  await world.quiet();
  return id;
}

const ask = (login: string, repository: string, number: number, body: string) =>
  conversation.ask(world, login, repository, number, body);

/** A new commit on a pull request's branch. */
function push(repository: string, number: number) {
  const { git } = world.repository(repository);
  const { pull } = world.issue(repository, number);
  const branch = pull?.head ?? '';
  const changes = new Map([['src/more.js', Buffer.from(`export const more = ${number};\n`)]]);
  const actor = world.sandbox.world.person('rosa');
  world.sandbox.world.commit(world.repository(repository), { branch, changes, message: 'More' }, actor);
  expect(git.resolve(`refs/heads/${branch}`)).toBe(pull?.headSha);
  return world.quiet();
}

const waits = (title: string) => expect.objectContaining({ status: 'in_progress', conclusion: null, title });
const passes = expect.objectContaining({ status: 'completed', conclusion: 'success' });

describe('a pull request whose tier asks for approvals', () => {
  test('waits for those who are missing, says who can give them, and passes when they have', async () => {
    const number = await world.propose('dmitri', 'http-client', FIX);
    expect(world.check('http-client', number)).toEqual(
      waits('Waits for 1 approval of @acme/platform and 1 from another team'),
    );
    expect(world.check('http-client', number)?.summary).toMatch(
      /Of the owners, `alice`, `bob`, `hugo`, `carol` can approve/,
    );
    await review('alice', 'http-client', number);
    expect(world.check('http-client', number)).toEqual(waits('Waits for 1 approval from another team'));
    await review('carol', 'http-client', number);
    expect(world.check('http-client', number)).toEqual(passes);
    expect(world.issue('http-client', number).comments[0]?.body).toContain('Approved by `alice`, `carol`');
  });

  test('costs three requests a review at most, and none that writes when nothing changes', async () => {
    const number = await world.propose('dmitri', 'http-client', FIX);
    world.sandbox.requests.clear();
    await review('alice', 'http-client', number);
    const requests = world.sandbox.requests.ofApp('innkeeper[bot]');
    expect(requests.length, requests.map(({ path }) => path).join('\n')).toBeLessThanOrEqual(3);
    expect(requests.length).toBeGreaterThan(0);
    world.sandbox.requests.clear();
    await review('alice', 'http-client', number, 'COMMENT');
    expect(world.writes()).toEqual([]);
  });

  test('waits again when an approval is dismissed', async () => {
    const number = await world.propose('dmitri', 'http-client', FIX);
    const id = await review('alice', 'http-client', number);
    await review('carol', 'http-client', number);
    expect(world.check('http-client', number)).toEqual(passes);
    await world.as('rosa')(`PUT /repos/acme/http-client/pulls/${number}/reviews/${id}/dismissals`, { message: 'Old' });
    await world.quiet();
    // A trusted committer stands in for the owner, so that somebody else is missing.
    expect(world.check('http-client', number)).toEqual(waits('Waits for 1 approval from another team'));
  });

  test('finds approvals behind two hundred remarks', async () => {
    const number = await world.propose('dmitri', 'http-client', FIX);
    await review('alice', 'http-client', number);
    await review('carol', 'http-client', number);
    const reviews = world.issue('http-client', number).pull?.reviews ?? [];
    const [approval] = reviews;
    if (!approval) throw new Error('nobody approved');
    const remark = { ...approval, author: world.sandbox.world.person('bob'), state: 'COMMENTED' as const };
    reviews.push(...Array.from({ length: 200 }, (_, index) => ({ ...remark, id: 200_000 + index })));
    await ask('dmitri', 'http-client', number, '/innkeeper check');
    expect(world.check('http-client', number)).toEqual(passes);
  });

  test('isn’t moved by those who may not write, nor by changes asked for', async () => {
    const number = await world.propose('dmitri', 'http-client', FIX);
    await review('grace', 'http-client', number);
    await review('alice', 'http-client', number);
    await review('alice', 'http-client', number, 'REQUEST_CHANGES');
    expect(world.check('http-client', number)).toEqual(
      waits('Waits for 1 approval of @acme/platform and 1 from another team'),
    );
  });

  test('fails, rather than waits, while something is to be mended', async () => {
    const number = await world.propose('bob', 'http-client', { 'CONTRIBUTING.md': null });
    expect(world.check('http-client', number)).toMatchObject({ conclusion: 'failure' });
  });

  test('needs what its labels add, and an approval of the newest commit where the policy says so', async () => {
    const number = await world.propose('carol', 'log-kit', FIX);
    await review('alice', 'log-kit', number);
    expect(world.check('log-kit', number)).toEqual(passes);
    world.sandbox.world.addLabels(
      world.repository('log-kit'),
      world.issue('log-kit', number),
      ['breaking'],
      world.sandbox.world.person('alice'),
    );
    await world.quiet();
    expect(world.check('log-kit', number)).toEqual(waits('Waits for 1 approval of @acme/platform'));
    await review('bob', 'log-kit', number);
    expect(world.check('log-kit', number)).toEqual(passes);
    await push('log-kit', number);
    expect(world.check('log-kit', number)).toEqual(waits('Waits for 2 approvals of @acme/platform'));
  });

  test('is free of it at another tier', async () => {
    const number = await world.propose('carol', 'stage-control', FIX);
    expect(world.check('stage-control', number)?.status).toBe('completed');
    expect(world.check('stage-control', number)?.summary).not.toContain('Approvals');
  });
});

describe('override', () => {
  test('lifts the approvals for one commit, says so in the check and the audit log, until the next push', async () => {
    const number = await world.propose('dmitri', 'http-client', FIX);
    const { reactions, answers } = await ask(
      'alice',
      'http-client',
      number,
      '/innkeeper override because the archive is <b>down</b>',
    );
    expect(reactions).toEqual(['eyes', '+1']);
    expect(answers[0]).toContain('as `@alice` asked: the archive is &lt;b&gt;down');
    expect(world.check('http-client', number)).toEqual(passes);
    expect(world.check('http-client', number)?.summary).toContain('by `alice`: the archive is &lt;b&gt;down');
    const sent = world.sandbox.hooks.deliveries.findLast(({ payload }) =>
      (payload.comment as { body?: string } | undefined)?.body?.startsWith('/innkeeper override'),
    );
    const kept = await world.app.store.audit.ofDelivery(sent?.guid ?? '');
    expect(kept).toContainEqual(
      expect.objectContaining({
        kind: 'override',
        sender: 'alice',
        target: `acme/http-client#${number}`,
        result: `approvals of ${world.issue('http-client', number).pull?.headSha} lifted by alice: the archive is <b>down</b>`,
      }),
    );
    await review('bob', 'http-client', number, 'COMMENT');
    expect(world.check('http-client', number)).toEqual(passes);
    await push('http-client', number);
    expect(world.check('http-client', number)?.status).toBe('in_progress');
  });

  test('isn’t given to a commit that was pushed behind the comment’s back', async () => {
    const number = await world.propose('dmitri', 'http-client', FIX);
    const body = '/innkeeper override because it is urgent';
    const { world: github } = world.sandbox;
    github.comment(world.repository('http-client'), world.issue('http-client', number), body, github.person('alice'));
    await push('http-client', number);
    expect(world.check('http-client', number)?.status).toBe('in_progress');
    expect(world.issue('http-client', number).comments.at(-1)?.body).toContain(
      'there is a newer commit than the one you could see. Look at it, and ask again.',
    );
    const { reactions } = await ask('alice', 'http-client', number, body);
    expect(reactions).toEqual(['eyes', '+1']);
    expect(world.check('http-client', number)).toEqual(passes);
  });

  test('is refused without a reason, to those who may but write, and where nothing is missing', async () => {
    const number = await world.propose('dmitri', 'http-client', FIX);
    const silent = await ask('alice', 'http-client', number, '/innkeeper override');
    expect(silent.answers[0]).toContain('write it as `/innkeeper override because <reason>`');
    const writer = await ask('carol', 'http-client', number, '/innkeeper override because I say so');
    expect(writer.reactions).toEqual(['confused']);
    const author = await ask('dmitri', 'http-client', number, '/innkeeper override because I say so');
    expect(author.reactions).toEqual(['confused']);
    expect(world.check('http-client', number)?.status).toBe('in_progress');
    const free = await world.propose('carol', 'stage-control', FIX);
    const nothing = await ask('erin', 'stage-control', free, '/innkeeper override because I say so');
    expect(nothing.answers[0]).toContain('no approval is missing here');
  });

  test('lifts nothing else', async () => {
    const number = await world.propose('bob', 'http-client', { 'CONTRIBUTING.md': null });
    await ask('alice', 'http-client', number, '/innkeeper override because it is urgent');
    expect(world.check('http-client', number)).toMatchObject({ conclusion: 'failure' });
  });
});
