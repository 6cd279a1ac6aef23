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
  const due = addWorkingTime(new Date(clock.told.at(-1) ?? clock.since), response, calendar);
  return stage && due && due <= now && isOpen(calendar, now) ? stage : null;
}
