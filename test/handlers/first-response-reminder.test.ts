import { expect, test } from 'vitest';
import type { Client } from '../../src/github/client.ts';
import { firstResponseReminder, reminderDelivery } from '../../src/handlers/first-response-reminder.ts';
import type { Ports } from '../../src/handlers/ports.ts';
import { type KnownPromise, PROMISE, WAITING, type Waiting } from '../../src/handlers/shared/promise.ts';
import { pullRequestKey } from '../../src/handlers/shared/pull-request-key.ts';
import { createVolatileMemory } from '../../src/store/memory.ts';

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

/** What the second reminder would write, where GitHub shows these reviewers and comments of ours. */
async function second(requested: readonly string[], comments: readonly string[], promise: Partial<KnownPromise> = {}) {
  const memory = createVolatileMemory();
  const policy = { path: 'innkeeper.yml', text: 'version: 1\nmode: warn\n' };
  await memory.put('policy', 'acme', { readAt: NOW.toISOString(), current: policy, good: policy });
  await memory.put(WAITING, pullRequestKey(REPOSITORY, 7), WAITS);
  await memory.put(PROMISE, pullRequestKey(REPOSITORY, 7), { ...PROMISED, ...promise });
  const pullRequest = {
    state: 'OPEN',
    isDraft: false,
    author: { login: 'erin' },
    reviewRequests: { nodes: requested.map((login) => ({ requestedReviewer: { login } })) },
    comments: { nodes: comments.map((body) => ({ body, viewerDidAuthor: true })) },
  };
  const client = { graphql: async () => ({ repository: { pullRequest } }) } as unknown as Client;
  const ports = {
    memory,
    now: () => NOW,
    github: () => client,
    policyRepository: () => REPOSITORY,
  } as unknown as Ports;
  const delivery = reminderDelivery(WAITS, CALENDAR, NOW);
  if (!delivery) throw new Error('nothing is due');
  const prepared = await firstResponseReminder.prepare(delivery, ports);
  return prepared?.plan.actions.map((action) =>
    action.kind === 'comment' ? action.body.split('\n')[1]?.split(':')[0] : action.kind,
  );
}

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
