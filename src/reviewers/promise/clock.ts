import { addWorkingTime, type Calendar, isOpen } from './calendar.ts';
import type { ResponseTime } from './response.ts';

/** What matters to somebody who waits for a first answer. */
export type Happening =
  /** A review was asked for: anew, whatever was before. */
  | 'asked'
  /** The author pushed or said something: who waits already goes on waiting. */
  | 'author-spoke'
  | 'answered'
  /** Nobody is to answer for now. */
  | 'withdrawn';

/** An author waits for an answer. */
export interface Clock {
  /** ISO 8601. */
  readonly since: string;
  /** When somebody was reminded, ISO 8601: at most one time for each of {@link STAGES}. */
  readonly told: readonly string[];
  /** Nobody is reminded before then, as those whose turn it is don't work; ISO 8601. */
  readonly putOff?: string;
}

/** Who is reminded, one after the other, each time when the promised time has passed again. */
export const STAGES = ['reviewer', 'candidate', 'owners'] as const;

export type Stage = (typeof STAGES)[number];

/** @param clock `null` where nobody waits, before and afterwards */
export function afterwards(clock: Clock | null, happening: Happening, at: string): Clock | null {
  if (happening === 'asked') return { since: at, told: [] };
  if (happening === 'author-spoke') return clock ?? { since: at, told: [] };
  return null;
}

/** By when the promise has to be kept; `null` where nobody ever works. */
export function dueAt({ since }: Clock, response: ResponseTime, calendar: Calendar): Date | null {
  return addWorkingTime(new Date(since), response, calendar);
}

/** Who is to be reminded now; nobody out of working time, and nobody before it is due. */
export function stageDue(clock: Clock, response: ResponseTime, { calendar, now }: { calendar: Calendar; now: Date }) {
  const stage = STAGES[clock.told.length];
  const due = reminderDue(clock, response, calendar);
  const waits = clock.putOff !== undefined && now < new Date(clock.putOff);
  return stage && due && due <= now && !waits && isOpen(calendar, now) ? stage : null;
}

function reminderDue({ since, told }: Clock, response: ResponseTime, calendar: Calendar): Date | null {
  return addWorkingTime(new Date(told.at(-1) ?? since), response, calendar);
}

/** Those whose own hours never meet the calendar's are reminded all the same: a reminder waits no longer for somebody than this. */
const PATIENCE: ResponseTime = { amount: 1, unit: 'day' };

/**
 * Until when the reminder that is due now waits for those whose turn it is.
 * @param works for each of them, from when on they work; `null` for who never does
 * @returns `null` where it waits no longer, as one of them works now or its time is up
 */
export function waitsUntil(
  clock: Clock,
  response: ResponseTime,
  { calendar, now, works }: { calendar: Calendar; now: Date; works: readonly (Date | null)[] },
): Date | null {
  const due = reminderDue(clock, response, calendar);
  const latest = due && addWorkingTime(due, PATIENCE, calendar);
  const moments = [...works, latest].flatMap((each) => each?.getTime() ?? []);
  const first = Math.min(...moments);
  return latest && now < latest && now.getTime() < first ? new Date(first) : null;
}
