import { expect, test } from 'vitest';
import type { Delivery } from '../../../src/domain/delivery.ts';
import { firstResponse } from '../../../src/handlers/first-response/first-response.ts';
import type { Ports } from '../../../src/handlers/ports.ts';
import { ANSWER, type KnownPromise, PROMISE, WAITING, type Waiting } from '../../../src/handlers/shared/promise.ts';
import { pullRequestKey } from '../../../src/handlers/shared/pull-request-key.ts';
import { figuresOf } from '../../../src/insights/figures.ts';
import type { Answer } from '../../../src/reviewers/promise/answer.ts';
import { createVolatileMemory } from '../../../src/store/memory.ts';

const REPOSITORY = { owner: 'acme', name: 'http-client' };
const KEY = pullRequestKey(REPOSITORY, 7);
const PROMISED: KnownPromise = {
  crossTeam: true,
  newcomer: false,
  project: 'HTTP client',
  response: '2 working days',
  owners: ['@acme/platform'],
  answerers: ['alice'],
  standIn: null,
};
const person = (login: string) => ({ login, type: 'User' });

function delivery(event: string, action: string, receivedAt: string, payload: object): Delivery {
  return {
    id: receivedAt,
    event,
    action,
    installation: 1,
    repository: REPOSITORY,
    payload: { ...payload },
    receivedAt,
  };
}

const pull = (change: object = {}) => ({
  pull_request: {
    number: 7,
    draft: false,
    user: person('erin'),
    created_at: '2026-11-20T10:00:00Z',
    closed_at: null,
    requested_reviewers: [],
    ...change,
  },
});

const opened = delivery('pull_request', 'opened', '2026-11-20T10:00:01.200Z', { sender: person('erin'), ...pull() });
const comment = (login: string, at: string, body = 'I see.') =>
  delivery('issue_comment', 'created', at, {
    sender: person(login),
    issue: { number: 7, user: person('erin'), pull_request: {} },
    comment: { body, created_at: at },
  });
const pushed = (at: string) => delivery('pull_request', 'synchronize', at, { sender: person('erin'), ...pull() });

/** What is remembered once these have come, one after the other. */
async function after(...deliveries: readonly Delivery[]) {
  const memory = createVolatileMemory();
  const policy = { path: 'innkeeper.yml', text: 'version: 1\nmode: report\n' };
  await memory.put(PROMISE, KEY, PROMISED);
  for (const each of deliveries) {
    const now = new Date(each.receivedAt);
    await memory.put('policy', 'acme', { readAt: each.receivedAt, current: policy, good: policy });
    const ports = { memory, now: () => now, policyRepository: () => REPOSITORY } as unknown as Ports;
    const prepared = await firstResponse.prepare(each, ports);
    for (const { kind, key, value } of prepared?.plan.remember ?? []) await memory.put(kind, key, value);
  }
  const waiting = await memory.get<Waiting>(WAITING, KEY);
  return { since: waiting?.clock?.since ?? null, answers: await memory.list<Answer>(ANSWER) };
}

test('what happens within one second counts in the order in which it comes, however exactly its time is told', async () => {
  const answered = comment('alice', '2026-11-20T11:00:00Z');
  expect(await after(opened, answered)).toMatchObject({ since: null });
  expect(await after(opened, answered, pushed('2026-11-20T11:00:00.700Z'))).toMatchObject({
    since: '2026-11-20T11:00:00.000Z',
  });
  expect(await after(opened, pushed('2026-11-20T11:00:00.700Z'), answered)).toMatchObject({ since: null });
});

test('what is told too late changes nothing', async () => {
  const late = comment('alice', '2026-11-20T11:00:00Z');
  const { since } = await after(opened, comment('alice', '2026-11-20T12:00:00Z'), pushed('2026-11-20T13:00:00Z'), late);
  expect(since).toBe('2026-11-20T13:00:00.000Z');
});

test('an answer at the very time by which it was promised keeps the promise', async () => {
  const { answers } = await after(opened, comment('alice', '2026-11-24T10:00:00Z'));
  expect(figuresOf({ answers, contributions: [] })).toMatchObject({ kept: 1, broken: 0 });
});

test('a command, a bot and a stranger answer nobody', async () => {
  const noise = [
    comment('alice', '2026-11-20T11:00:00Z', '/innkeeper reviewers'),
    comment('dmitri', '2026-11-20T11:01:00Z'),
    { ...comment('ci[bot]', '2026-11-20T11:02:00Z') },
  ];
  expect(await after(opened, ...noise)).toMatchObject({ since: '2026-11-20T10:00:00.000Z', answers: [] });
});
