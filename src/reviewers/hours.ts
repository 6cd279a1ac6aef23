import { sameLogin } from '../domain/person.ts';
import type { WorkingHours } from '../domain/reviewer-settings.ts';
import { isOpen, opensAt } from './promise/calendar.ts';

/** Who doesn't work now. Somebody who is named more than once works when one of the places says so; somebody who isn't named always does. */
export function whoRests(hours: readonly WorkingHours[], at: Date): readonly string[] {
  const working = hours.filter((each) => isWorkingTime(at, each)).flatMap(({ people }) => people);
  return hours.flatMap(({ people }) => people).filter((login) => !working.some((each) => sameLogin(each, login)));
}

/** Is it working time for those people? Of holidays the hours know nothing. */
export function isWorkingTime(at: Date, hours: Omit<WorkingHours, 'people'>): boolean {
  return isOpen({ ...hours, holidays: [] }, at);
}

/** The first moment from then on at which somebody works: that very moment for somebody who isn't named; `null` where they never do. */
export function worksFrom(hours: readonly WorkingHours[], login: string, at: Date): Date | null {
  const own = hours.filter(({ people }) => people.some((each) => sameLogin(each, login)));
  if (own.length === 0) return at;
  const moments = own.flatMap((each) => opensAt({ ...each, holidays: [] }, at) ?? []);
  return moments.sort((one, other) => one.getTime() - other.getTime())[0] ?? null;
}
