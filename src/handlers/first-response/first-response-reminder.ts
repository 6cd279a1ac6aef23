import { z } from 'zod';
import type { Plan } from '../../domain/action.ts';
import type { Delivery } from '../../domain/delivery.ts';
import { fullName } from '../../domain/repository.ts';
import type { WorkingHours } from '../../domain/reviewer-settings.ts';
import { readWaiting, type WaitingReading } from '../../github/read-waiting.ts';
import type { Calendar } from '../../reviewers/promise/calendar.ts';
import { type Clock, dueAt, STAGES, type Stage, stageDue } from '../../reviewers/promise/clock.ts';
import { parseResponse, type ResponseTime } from '../../reviewers/promise/response.ts';
import { defineFeature } from '../feature.ts';
import type { Ports } from '../ports.ts';
import { ownDelivery, pullRequestDelivery } from '../shared/follow-up.ts';
import { isWritten } from '../shared/judge.ts';
import { readPayload } from '../shared/payload.ts';
import { resolveOwners } from '../shared/people.ts';
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
import { ownersWithHours, workingHours } from '../shared/working-hours.ts';
import { tell } from './first-response-turns.ts';

export interface ReminderFacts {
  readonly delivery: Delivery;
  readonly waiting: Waiting;
  readonly clock: Clock;
  readonly response: ResponseTime;
  readonly calendar: Calendar;
  /** Those of people and teams, where the policy knows them. */
  readonly hours: readonly WorkingHours[];
  readonly stage: Stage;
  /** ISO 8601: the time as of which it is reminded. */
  readonly at: string;
  readonly promise: KnownPromise;
  /** The pull request as it is now; `null` where it is gone. */
  readonly now: WaitingReading | null;
  /** May anything be written? */
  readonly written: boolean;
}

/** Reminds those who are to answer next of one pull request, where the schedule found that its time has come. */
export const firstResponseReminder = defineFeature<ReminderFacts>({
  name: 'first-response-reminder',
  on: ['innkeeper.reminder'],
  gather,
  decide,
});

/** The reminder that is due of who waits at that time; the same one is never due twice. `null` where none is. */
export function reminderDelivery(waiting: Waiting, calendar: Calendar, now: Date): Delivery | null {
  const { repository, number, installation, clock } = waiting;
  const response = parseResponse(waiting.response);
  const stage = clock && response && stageDue(clock, response, { calendar, now });
  if (!clock || !stage) return null;
  const at = now.toISOString();
  const id = `reminder:${fullName(repository)}#${number}:${stage}:${clock.since}:${clock.putOff ?? ''}`;
  return ownDelivery({ installation, receivedAt: at }, { id, action: 'reminder', repository, payload: { number, at } });
}

async function gather(delivery: Delivery, ports: Ports): Promise<ReminderFacts | null> {
  const { repository, installation } = delivery;
  const asked = readPayload(delivery, z.object({ number: z.int(), at: z.string() }));
  if (!asked || !repository || installation === null) return null;
  const key = pullRequestKey(repository, asked.number);
  const waiting = await ports.memory.get<Waiting>(WAITING, key);
  const promise = await ports.memory.get<KnownPromise>(PROMISE, key);
  const { policy } = await loadPolicy(ports, repository.owner, installation);
  const response = waiting && parseResponse(waiting.response);
  if (!waiting?.clock || !response || !promise || !policy) return null;
  const { clock } = waiting;
  const calendar = calendarOf(policy);
  // Somebody may have answered since the schedule looked.
  const stage = stageDue(clock, response, { calendar, now: new Date(asked.at) });
  if (!stage) return null;
  const now = await readWaiting(ports.github(installation), repository, asked.number);
  const written = isWritten(policy.mode) && policy.support.reminders;
  const resolved = await resolveOwners(ports, { repository, installation }, ownersWithHours(policy));
  const hours = workingHours(policy, resolved);
  return { delivery, waiting, clock, response, calendar, hours, stage, at: asked.at, promise, now, written };
}

function decide(facts: ReminderFacts): Plan {
  const { waiting, clock, response, calendar, stage, at, now, delivery } = facts;
  if (!now?.reviewable) {
    return { actions: [], outcome: 'nobody is to answer', remember: [waitingMemo({ ...waiting, clock: null })] };
  }
  const due = dueAt(clock, response, calendar)?.toISOString();
  const broken =
    stage === 'reviewer' && due ? [answerMemo(waiting, { since: clock.since, due, answeredAt: null })] : [];
  const { told, actions, putOff } = facts.written ? tell(facts, now) : { told: stage, actions: [], putOff: null };
  if (putOff) {
    return {
      actions,
      outcome: `put off until they work: ${told}`,
      remember: [waitingMemo({ ...waiting, clock: { ...clock, putOff: putOff.toISOString() } }), ...broken],
    };
  }
  const times = STAGES.slice(clock.told.length, STAGES.indexOf(told) + 1).map(() => at);
  const isAsked = actions.some(({ kind }) => kind === 'request-review');
  return {
    actions,
    outcome: actions.length > 0 ? `reminded: ${told}` : `due: ${told}`,
    remember: [waitingMemo({ ...waiting, clock: { since: clock.since, told: [...clock.told, ...times] } }), ...broken],
    // The checklist tells who reviews.
    next: isAsked ? [pullRequestDelivery(delivery, waiting.repository, waiting.number)] : [],
  };
}
