import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { insights } from '../../src/insights/insights.ts';
import type { Answer } from '../../src/reviewers/promise/answer.ts';
import { SAMPLE_ORGANISATION } from '../../src/sandbox/sample/morning.ts';
import { startWorld, type TestWorld } from '../support/world.ts';

const POLICY = readFileSync(`${SAMPLE_ORGANISATION}/repositories/.github/innkeeper.yml`, 'utf8').replace(
  /^support: .*$/m,
  'support: { time-zone: Europe/Stockholm, holidays: [2026-11-26, 2027-01-28] }',
);

let world: TestWorld;
let changes = 0;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-09-01T08:00:00Z') });
  world = await startWorld({ 'repositories/.github/innkeeper.yml': POLICY });
});
afterAll(async () => {
  await world.close();
  vi.useRealTimers();
});

afterEach(async () => {
  for (const { number, state, pull } of [...world.repository('http-client').issues.values()]) {
    if (pull && state === 'open')
      await world.as('alice')(`PATCH /repos/acme/http-client/pulls/${number}`, { state: 'closed' });
  }
  await world.quiet();
});

/** The pull request of somebody from another team; @acme/platform promises an answer within 2 working days. */
async function opened(at: string, fields: { draft?: boolean } = {}): Promise<number> {
  vi.setSystemTime(at);
  changes += 1;
  return world.propose('erin', 'http-client', { [`src/change-${changes}.js`]: 'x\n' }, fields);
}

/** What stands in the reminders that a pull request has got when the schedule had its turn at these times. */
async function remindedAt(number: number, ...times: readonly string[]): Promise<readonly string[]> {
  for (const time of times) {
    vi.setSystemTime(time);
    await world.app.runTask('reminders', new Date(time));
    await world.quiet();
  }
  return reminders(number);
}

const reminders = (number: number) =>
  world
    .issue('http-client', number)
    .comments.map(({ body }) => body)
    .filter((body) => body.startsWith('<!-- innkeeper:reminder'));
const asked = (number: number) => [...(world.issue('http-client', number).pull?.requestedUsers ?? [])];

async function say(login: string, number: number, at: string, body = 'I see.'): Promise<void> {
  vi.setSystemTime(at);
  await world.as(login)(`POST /repos/acme/http-client/issues/${number}/comments`, { body });
  await world.quiet();
}

/** A webhook about something that its author did. */
function tell(action: 'synchronize' | 'ready_for_review', number: number, at: string): void {
  vi.setSystemTime(at);
  const { world: github } = world.sandbox;
  github.emitPull(action, world.repository('http-client'), world.issue('http-client', number), github.person('erin'));
}

// Time only goes forward: each test is later than those above it.
describe('a promise of 2 working days', () => {
  test('is kept by a comment of the owners, and runs anew from the author’s answer', async () => {
    const number = await opened('2026-09-07T08:00:00Z');
    await say('dmitri', number, '2026-09-07T09:00:00Z', 'I would like this too.');
    await say('alice', number, '2026-09-08T08:00:00Z');
    expect(await remindedAt(number, '2026-09-14T08:00:00Z')).toEqual([]);
    await say('erin', number, '2026-09-14T09:00:00Z', 'What do you think now?');
    // Who waits already isn't put back for saying more.
    await say('erin', number, '2026-09-15T09:00:00Z', 'Anybody?');
    expect(await remindedAt(number, '2026-09-16T08:59:00Z')).toEqual([]);
    expect(await remindedAt(number, '2026-09-16T09:00:00Z')).toHaveLength(1);
  });

  test('is kept by a review, and runs anew from a push, and when another is asked for', async () => {
    const number = await opened('2026-09-21T08:00:00Z');
    const [reviewer = ''] = asked(number);
    vi.setSystemTime('2026-09-21T10:00:00Z');
    const pull = `/repos/acme/http-client/pulls/${number}`;
    await world.as(reviewer)(`POST ${pull}/reviews`, { event: 'COMMENT', body: 'Why?' });
    await world.quiet();
    expect(await remindedAt(number, '2026-09-24T10:00:00Z')).toEqual([]);
    tell('synchronize', number, '2026-09-24T11:00:00Z');
    await world.quiet();
    expect(await remindedAt(number, '2026-09-28T10:59:00Z')).toEqual([]);
    expect(await remindedAt(number, '2026-09-28T11:00:00Z')).toHaveLength(1);
    await world.as('alice')(`POST ${pull}/requested_reviewers`, { reviewers: [reviewer] });
    await world.quiet();
    expect(await remindedAt(number, '2026-09-30T10:59:00Z')).toHaveLength(1);
    expect(await remindedAt(number, '2026-09-30T11:00:01Z')).toHaveLength(2);
  });

  test('is none for a draft, and runs from when it is ready', async () => {
    const number = await opened('2026-10-05T08:00:00Z', { draft: true });
    expect(await remindedAt(number, '2026-10-09T08:00:00Z')).toEqual([]);
    const { pull } = world.issue('http-client', number);
    if (pull) pull.draft = false;
    tell('ready_for_review', number, '2026-10-09T09:00:00Z');
    await world.quiet();
    expect(await remindedAt(number, '2026-10-13T08:59:00Z')).toEqual([]);
    expect(await remindedAt(number, '2026-10-13T09:00:01Z')).toHaveLength(1);
  });

  test('is not made to the owning team’s own people', async () => {
    vi.setSystemTime('2026-10-14T08:00:00Z');
    const number = await world.propose('alice', 'http-client', { 'src/own.js': 'x\n' });
    expect(await remindedAt(number, '2026-10-21T08:00:00Z')).toEqual([]);
  });

  test('is due at the same time of day when clocks were put back', async () => {
    const number = await opened('2026-10-23T08:00:00Z');
    expect(await remindedAt(number, '2026-10-27T08:59:00Z')).toEqual([]);
    expect(await remindedAt(number, '2026-10-27T09:00:00Z')).toHaveLength(1);
  });

  test('is forgotten where the pull request was closed and nobody told so', async () => {
    const number = await opened('2026-11-02T08:00:00Z');
    world.issue('http-client', number).state = 'closed';
    expect(await remindedAt(number, '2026-11-09T08:00:00Z')).toEqual([]);
  });

  test('is reminded of over a weekend and a holiday: the reviewer, another, the owning team, and then nobody', async () => {
    const number = await opened('2026-11-20T10:00:00Z');
    const [reviewer = ''] = asked(number);
    expect(['alice', 'bob']).toContain(reviewer);
    expect(await remindedAt(number, '2026-11-21T10:00:00Z', '2026-11-23T12:00:00Z', '2026-11-24T09:50:00Z')).toEqual(
      [],
    );
    const due = '2026-11-24T10:00:00Z';
    expect(await remindedAt(number, due, due)).toEqual([
      expect.stringContaining(
        `@${reviewer}: this pull request waits for you. A first answer was promised within 2 working days`,
      ),
    ]);
    // Thursday is a holiday: the next is due on Friday.
    const between = ['2026-11-25T12:00:00Z', '2026-11-26T12:00:00Z', '2026-11-27T09:50:00Z'];
    expect(await remindedAt(number, ...between)).toHaveLength(1);
    const second = await remindedAt(number, '2026-11-27T10:00:00Z');
    const other = reviewer === 'alice' ? 'bob' : 'alice';
    expect(asked(number)).toEqual(expect.arrayContaining([reviewer, other]));
    expect(second[1]).toContain(`@${other}: this pull request still waits`);
    const third = await remindedAt(number, '2026-11-30T12:00:00Z', '2026-12-01T10:00:00Z');
    expect(third).toHaveLength(3);
    expect(third[2]).toContain('@acme/platform: nobody has answered');
    expect(await remindedAt(number, '2026-12-15T10:00:00Z', '2027-01-15T10:00:00Z')).toHaveLength(3);
  });

  test('is not spoken of at night, on a weekend or a holiday, however late it is', async () => {
    const number = await opened('2027-01-22T10:00:00Z');
    const quiet = ['2027-01-26T16:00:00Z', '2027-01-27T07:59:00Z', '2027-01-28T10:00:00Z', '2027-01-30T10:00:00Z'];
    expect(await remindedAt(number, ...quiet)).toEqual([]);
    expect(await remindedAt(number, '2027-02-01T08:00:00Z')).toHaveLength(1);
  });

  test('is due at the same time of day when clocks were put forward', async () => {
    const number = await opened('2027-03-26T09:00:00Z');
    expect(await remindedAt(number, '2027-03-30T07:59:00Z')).toEqual([]);
    expect(await remindedAt(number, '2027-03-30T08:00:00Z')).toHaveLength(1);
  });

  test('is counted as kept or broken, and nothing is written, where the policy only reports', async () => {
    vi.setSystemTime('2027-05-31T08:00:00Z');
    const changes = new Map([['innkeeper.yml', Buffer.from(POLICY.replace('mode: enforce', 'mode: report'))]]);
    const { world: github } = world.sandbox;
    github.commit(world.repository('.github'), { branch: 'main', changes, message: 'Report' }, github.person('rosa'));
    await world.quiet();
    const late = await opened('2027-06-01T08:00:00Z');
    await remindedAt(late, '2027-06-07T08:00:00Z');
    await say('alice', late, '2027-06-08T08:00:00Z');
    const kept = await opened('2027-06-09T08:00:00Z');
    await say('bob', kept, '2027-06-10T08:00:00Z');
    expect(world.issue('http-client', late).comments.filter(({ author }) => author.type === 'Bot')).toEqual([]);
    const answers = await world.app.store.memory.list<Answer>('answer');
    const projects = [{ name: 'http-client', repository: 'acme/http-client', owners: ['@acme/platform'] }];
    const { months } = insights({ answers, contributions: [] }, { projects, now: new Date() });
    expect(months.at(-1)).toMatchObject({ month: '2027-06', kept: 1, broken: 1, p90Hours: 7 * 24 });
  });
});
