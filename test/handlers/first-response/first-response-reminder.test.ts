import { describe, expect, test } from 'vitest';
import type { Action } from '../../../src/domain/action.ts';
import type { Client } from '../../../src/github/client.ts';
import {
  firstResponseReminder,
  reminderDelivery,
} from '../../../src/handlers/first-response/first-response-reminder.ts';
import type { Ports } from '../../../src/handlers/ports.ts';
import { type KnownPromise, PROMISE, WAITING, type Waiting } from '../../../src/handlers/shared/promise.ts';
import { pullRequestKey } from '../../../src/handlers/shared/pull-request-key.ts';
import { createVolatileMemory, type Memory } from '../../../src/store/memory.ts';

const REPOSITORY = { owner: 'acme', name: 'http-client' };
const SINCE = '2026-11-16T10:00:00.000Z';
const NOW = new Date('2026-11-20T10:00:00Z');
const CALENDAR = {
  timeZone: 'UTC',
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  hours: '09:00-17:00',
  holidays: [],
} as const;

const WAITS: Waiting = {
  repository: REPOSITORY,
  number: 7,
  installation: 1,
  response: '2 working days',
  asked: ['alice'],
  clock: { since: SINCE, told: ['2026-11-18T10:00:00.000Z'] },
  changedAt: SINCE,
};
const PROMISED: KnownPromise = {
  crossTeam: true,
  newcomer: false,
  project: 'HTTP client',
  response: '2 working days',
  owners: ['@acme/platform'],
  answerers: ['alice', 'bob'],
  standIn: 'bob',
};

/** The ports over a memory, where GitHub shows these reviewers and comments of ours. */
function portsOf(
  memory: Memory,
  { requested, comments }: { requested: readonly string[]; comments: readonly string[] },
) {
  const pullRequest = {
    state: 'OPEN',
    isDraft: false,
    author: { login: 'erin' },
    reviewRequests: { nodes: requested.map((login) => ({ requestedReviewer: { login } })) },
    comments: { nodes: comments.map((body) => ({ body, viewerDidAuthor: true })) },
  };
  const team = {
    privacy: 'VISIBLE',
    members: { nodes: [{ login: 'yuki' }], pageInfo: { hasNextPage: false, endCursor: null } },
    reviewRequestDelegationEnabled: false,
    repositories: { edges: [] },
  };
  const answer = { repository: { pullRequest }, organization: { team0: team } };
  return {
    memory,
    now: () => NOW,
    github: () => ({ graphql: async () => answer }) as unknown as Client,
    policyRepository: () => REPOSITORY,
  } as unknown as Ports;
}

async function remembering(policy: string, waiting: Waiting, promise: Partial<KnownPromise>): Promise<Memory> {
  const memory = createVolatileMemory();
  const file = { path: 'innkeeper.yml', text: `version: 1\nmode: warn\n${policy}` };
  await memory.put('policy', 'acme', { readAt: NOW.toISOString(), current: file, good: file });
  await memory.put(WAITING, pullRequestKey(REPOSITORY, 7), waiting);
  await memory.put(PROMISE, pullRequestKey(REPOSITORY, 7), { ...PROMISED, ...promise });
  return memory;
}

/** Whom a comment names, or what is done beside it. */
function said(actions: readonly Action[] | undefined): readonly string[] | undefined {
  return actions?.map((action) =>
    action.kind === 'comment' ? (action.body.split('\n')[1]?.split(':')[0] ?? '') : action.kind,
  );
}

/** What the second reminder would write, where GitHub shows these reviewers and comments of ours. */
async function second(requested: readonly string[], comments: readonly string[], promise: Partial<KnownPromise> = {}) {
  const memory = await remembering('', WAITS, promise);
  const delivery = reminderDelivery(WAITS, CALENDAR, NOW);
  if (!delivery) throw new Error('nothing is due');
  const prepared = await firstResponseReminder.prepare(delivery, portsOf(memory, { requested, comments }));
  return said(prepared?.plan.actions);
}

/** Who is named by the first reminder, and when, where the schedule has its turn every ten minutes for three days from when it is due. */
async function first(hours: string, requested: readonly string[]): Promise<string | null> {
  const waits = { ...WAITS, clock: { since: SINCE, told: [] } };
  const memory = await remembering(`reviewers: { hours: [${hours}] }\n`, waits, {});
  const ports = portsOf(memory, { requested, comments: [] });
  const attempts = new Set<string>();
  for (let at = Date.parse('2026-11-18T10:00:00Z'); at < Date.parse('2026-11-21T10:00:00Z'); at += 600_000) {
    const waiting = await memory.get<Waiting>(WAITING, pullRequestKey(REPOSITORY, 7));
    const delivery = waiting && reminderDelivery(waiting, CALENDAR, new Date(at));
    // The queue takes the same delivery once.
    if (!delivery || attempts.has(delivery.id)) continue;
    attempts.add(delivery.id);
    const plan = (await firstResponseReminder.prepare(delivery, ports))?.plan;
    for (const { kind, key, value } of plan?.remember ?? []) await memory.put(kind, key, value);
    const names = said(plan?.actions) ?? [];
    if (names.length > 0) return `${new Date(at).toISOString().slice(5, 16)} ${names.join(', ')}`;
  }
  return null;
}

describe('a reviewer’s own hours', () => {
  const newYork = '{ of: ["@alice"], time-zone: America/New_York }';
  const tokyo = '{ of: ["@acme/tokyo"], time-zone: Asia/Tokyo, hours: "08:00-18:30" }';

  test.each([
    ['put the reminder off until they work', newYork, ['alice'], '11-18T14:00 @alice'],
    ['are those of their team', tokyo, ['yuki'], '11-19T09:00 @yuki'],
    ['leave it to those who work', newYork, ['alice', 'bob'], '11-18T10:00 @bob'],
    [
      'are those of any place that names them',
      `${newYork}, { of: ["@alice"], time-zone: UTC }`,
      ['alice'],
      '11-18T10:00 @alice',
    ],
    [
      'that never meet the policy’s put it off by a working day',
      '{ of: ["@alice"], time-zone: UTC, hours: "20:00-23:00" }',
      ['alice'],
      '11-19T10:00 @alice',
    ],
    [
      'that are none put it off by a working day',
      '{ of: ["@alice"], time-zone: UTC, days: [] }',
      ['alice'],
      '11-19T10:00 @alice',
    ],
  ])('%s', async (_, hours, requested, expected) => {
    expect(await first(hours, requested)).toBe(expected);
  });
});

const TOLD = `<!-- innkeeper:reminder candidate ${SINCE} -->\n@bob: …`;

test('the next candidate is named and asked', async () => {
  expect(await second(['alice'], [])).toEqual(['@bob', 'request-review']);
});

test('an attempt that was cut is finished, and nobody else is told in its place', async () => {
  expect(await second(['alice'], [TOLD])).toEqual(['request-review']);
  expect(await second(['alice', 'bob'], [TOLD])).toEqual([]);
});

test('the owning team is told at once where there is no other candidate', async () => {
  expect(await second(['alice'], [], { standIn: null })).toEqual(['@acme/platform']);
  expect(await second(['alice'], [], { standIn: null, owners: [] })).toEqual([]);
});
