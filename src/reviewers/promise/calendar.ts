import { WEEKDAYS, type WorkingHours } from '../../domain/reviewer-settings.ts';
import type { ResponseTime } from './response.ts';
import { type Day, dayAt, isoDay, momentOf, weekdayOf } from './zone.ts';

/** When people work, and so when a promise runs. Hours that end before they begin go over midnight, and belong to the day they begin on. */
export interface Calendar extends Omit<WorkingHours, 'people'> {
  /** `YYYY-MM-DD`: nobody works. */
  readonly holidays: readonly string[];
}

/** The working time of one day: from `start` to just before `end`, in milliseconds since 1970. */
interface Shift {
  readonly day: Day;
  readonly start: number;
  readonly end: number;
}

const HOUR_MS = 3_600_000;
const WEEK = 7;
/** A calendar without a working day for so long has none. */
const HORIZON_DAYS = 400;

/** Is it working time at that moment? */
export function isOpen(calendar: Calendar, at: Date): boolean {
  return opensAt(calendar, at)?.getTime() === at.getTime();
}

/** That very moment where it is working time, or else when people work next; `null` where nobody ever works. */
export function opensAt(calendar: Calendar, at: Date): Date | null {
  const shift = nextShift(calendar, at.getTime());
  return shift && new Date(Math.max(shift.start, at.getTime()));
}

/**
 * When a promise that begins to run at `start` is due: always a moment of working time. What comes out of working time begins with the next.
 * Hours are counted as they pass while people work; days and weeks end as far into the working day as they began. A week is seven days of the
 * calendar, or until people work again after them. `null` where nobody ever works.
 */
export function addWorkingTime(start: Date, { amount, unit }: ResponseTime, calendar: Calendar): Date | null {
  const shift = nextShift(calendar, start.getTime());
  if (!shift) return null;
  const begin = Math.max(start.getTime(), shift.start);
  if (unit === 'hour') return afterHours(calendar, { begin, left: amount * HOUR_MS });
  const target =
    unit === 'week'
      ? firstShift(calendar, shift.day + amount * WEEK)
      : laterShift(calendar, { shift, working: amount });
  if (!target) return null;
  // A week may end on a day on which nobody works: then at the beginning of the next.
  const into = unit === 'week' && target.day !== shift.day + amount * WEEK ? 0 : begin - shift.start;
  return momentIn(calendar, target.start + into, target);
}

function afterHours(calendar: Calendar, { begin, left }: { begin: number; left: number }): Date | null {
  let moment = begin;
  for (let shift = nextShift(calendar, moment); shift; shift = nextShift(calendar, shift.end)) {
    moment = Math.max(moment, shift.start);
    if (left < shift.end - moment) return new Date(moment + left);
    left -= shift.end - moment;
  }
  return null;
}

/** So many working days later. */
function laterShift(calendar: Calendar, { shift, working }: { shift: Shift; working: number }): Shift | null {
  let later: Shift | null = shift;
  for (let days = 0; later && days < working; days++) later = firstShift(calendar, later.day + 1);
  return later;
}

/** The moment, or where the day has ended by then (it can be shorter by an hour), the beginning of the next. */
function momentIn(calendar: Calendar, moment: number, { end }: Shift): Date | null {
  const start = moment < end ? moment : nextShift(calendar, end)?.start;
  return start === undefined ? null : new Date(start);
}

/** The working time that a moment is in, or else the next. */
function nextShift(calendar: Calendar, at: number): Shift | null {
  // That of the day before may go over midnight.
  let shift = firstShift(calendar, dayAt(new Date(at), calendar.timeZone) - 1);
  while (shift && shift.end <= at) shift = firstShift(calendar, shift.day + 1);
  return shift;
}

/** The working time of the first working day from this day on. */
function firstShift(calendar: Calendar, from: Day): Shift | null {
  for (let day = from; day < from + HORIZON_DAYS; day++) {
    const weekday = WEEKDAYS[weekdayOf(day)];
    if (!calendar.days.some((each) => each === weekday) || calendar.holidays.includes(isoDay(day))) continue;
    const shift = shiftOf(calendar, day);
    if (shift.start < shift.end) return shift;
  }
  return null;
}

function shiftOf({ hours, timeZone }: Calendar, day: Day): Shift {
  const [from = 0, to = 0] = hours.split('-').map(minutesOf);
  return {
    day,
    start: momentOf(day, from, timeZone),
    end: momentOf(from <= to ? day : day + 1, to, timeZone),
  };
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
