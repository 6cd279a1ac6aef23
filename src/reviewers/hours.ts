import { sameLogin } from '../domain/person.ts';
import { WEEKDAYS, type WorkingHours } from '../domain/reviewer-settings.ts';

/** Who doesn't work now. Somebody who is named more than once works when one of the places says so; somebody who isn't named always does. */
export function whoRests(hours: readonly WorkingHours[], at: Date): readonly string[] {
  const working = hours.filter((each) => isWorkingTime(at, each)).flatMap(({ people }) => people);
  return hours.flatMap(({ people }) => people).filter((login) => !working.some((each) => sameLogin(each, login)));
}

/** Is it working time for those people? Hours that end before they begin (`22:00-06:00`) go over midnight, and belong to the day they begin on. */
export function isWorkingTime(at: Date, { timeZone, days, hours }: Omit<WorkingHours, 'people'>): boolean {
  const [from = '', to = ''] = hours.split('-');
  const { day, time } = localTime(at, timeZone);
  const yesterday = (day + 6) % 7;
  const works = (each: number) => days.some((name) => name === WEEKDAYS[each]);
  if (from <= to) return works(day) && from <= time && time < to;
  return (works(day) && from <= time) || (works(yesterday) && time < to);
}

/** @returns the day (0 = Monday) and the time as `HH:MM` there */
function localTime(at: Date, timeZone: string): { day: number; time: string } {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const days: readonly string[] = WEEKDAYS;
  const day = days.indexOf(parts.get('weekday')?.toLowerCase() ?? '');
  return { day, time: `${parts.get('hour')}:${parts.get('minute')}` };
}
