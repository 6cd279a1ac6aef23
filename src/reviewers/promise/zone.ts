/** A day of the calendar, as days since 1970-01-01: no zone, no time. */
export type Day = number;

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** The day that it is in a time zone. @param timeZone IANA name */
export function dayAt(at: Date, timeZone: string): Day {
  return Math.floor(wallClock(at.getTime(), timeZone) / DAY_MS);
}

/** 0 = Monday. */
export function weekdayOf(day: Day): number {
  // 1970-01-01 was a Thursday.
  return (((day + 3) % 7) + 7) % 7;
}

/** `2026-11-21` */
export function isoDay(day: Day): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/**
 * The moment at which clocks in a time zone show so many minutes since the day's midnight. Of a time that comes twice, when clocks are put
 * back, it is the first; a time that is left out, when they are put forward, is taken for as much later as they are.
 */
export function momentOf(day: Day, minutes: number, timeZone: string): number {
  const shown = day * DAY_MS + minutes * MINUTE_MS;
  // Clocks are put once in two days at most: one of the offsets around it is the right one.
  const [earlier, later] = [shown - DAY_MS, shown + DAY_MS].map((near) => shown - (wallClock(near, timeZone) - near));
  const fits = [earlier, later].find((moment) => moment !== undefined && wallClock(moment, timeZone) === shown);
  return fits ?? earlier ?? shown;
}

/** What clocks there show, as if it were UTC, in milliseconds. */
function wallClock(at: number, timeZone: string): number {
  const shown = new Map(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => shown.get(type) ?? 0;
  const seconds = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return seconds + (((at % 1000) + 1000) % 1000);
}

/** To make one costs far more than to use it, and a policy names few zones. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const numeric = 'numeric';
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    year: numeric,
    month: numeric,
    day: numeric,
    hour: numeric,
    minute: numeric,
    second: numeric,
    hourCycle: 'h23',
  });
  formats.set(timeZone, format);
  return format;
}
