import type { Plan } from '../../domain/action.ts';
import type { Delivery } from '../../domain/delivery.ts';
import type { RepositoryRef } from '../../domain/repository.ts';
import type { Calendar } from '../../reviewers/promise/calendar.ts';
import { afterwards, dueAt, type Happening } from '../../reviewers/promise/clock.ts';
import { parseResponse } from '../../reviewers/promise/response.ts';
import { defineFeature } from '../feature.ts';
import type { Ports } from '../ports.ts';
import { loadPolicy } from '../shared/policy.ts';
import {
  answerMemo,
  calendarOf,
  type KnownPromise,
  PROMISE,
  WAITING,
  type Waiting,
  waitingMemo,
} from '../shared/promise.ts';
import { pullRequestKey } from '../shared/pull-request-key.ts';
import { type PullRequestEvent, pullRequestEvent } from './first-response-events.ts';

interface Facts {
  readonly before: Waiting;
  readonly event: PullRequestEvent;
  readonly happening: Happening | null;
  readonly calendar: Calendar;
}

/** Keeps track of who waits for a first answer, and of whether the promise of one was kept. Asks GitHub for nothing. */
export const firstResponse = defineFeature<Facts>({
  name: 'first-response',
  on: [
    'pull_request.opened',
    'pull_request.reopened',
    'pull_request.ready_for_review',
    'pull_request.converted_to_draft',
    'pull_request.review_requested',
    'pull_request.synchronize',
    'pull_request.closed',
    'pull_request_review.submitted',
    'issue_comment.created',
  ],
  gather,
  decide,
});

async function gather(delivery: Delivery, ports: Ports): Promise<Facts | null> {
  const { repository, installation } = delivery;
  const event = pullRequestEvent(delivery);
  if (!event || !repository || installation === null) return null;
  const key = pullRequestKey(repository, event.number);
  const promise = await ports.memory.get<KnownPromise>(PROMISE, key);
  const known = await ports.memory.get<Waiting>(WAITING, key);
  if (!promise?.crossTeam || !promise.response) return null;
  const before = known ?? nobody(repository, { number: event.number, installation, response: promise.response });
  const happening = event.happening([...promise.answerers, ...before.asked]);
  const { policy } = await loadPolicy(ports, repository.owner, installation);
  if (!policy) return null;
  return { before: { ...before, response: promise.response }, event, happening, calendar: calendarOf(policy) };
}

function nobody(repository: RepositoryRef, known: Pick<Waiting, 'number' | 'installation' | 'response'>): Waiting {
  return { repository, ...known, asked: [], clock: null, changedAt: '' };
}

function decide({ before, event, happening, calendar }: Facts): Plan {
  const asked = [...new Set([...before.asked, ...event.asked])];
  const isNews = happening !== null && event.at >= before.changedAt;
  const clock = isNews ? afterwards(before.clock, happening, event.at) : before.clock;
  const after: Waiting = { ...before, asked, clock, ...(isNews ? { changedAt: event.at } : {}) };
  const ended = isNews && before.clock !== null && before.clock.since !== clock?.since;
  return {
    actions: [],
    outcome: clock ? `an answer is awaited since ${clock.since}` : 'no answer is awaited',
    remember: [...(ended ? outcomeOf(before, { event, happening, calendar }) : []), waitingMemo(after)],
  };
}

/** The promise was kept, or broken; neither where the wait ended before either. */
function outcomeOf(before: Waiting, { event, happening, calendar }: Omit<Facts, 'before'>) {
  const response = parseResponse(before.response);
  const due = before.clock && response && dueAt(before.clock, response, calendar);
  const answered = happening === 'answered';
  if (!before.clock || !due || !(answered || due < new Date(event.at))) return [];
  const answeredAt = answered ? event.at : null;
  return [answerMemo(before, { since: before.clock.since, due: due.toISOString(), answeredAt })];
}
