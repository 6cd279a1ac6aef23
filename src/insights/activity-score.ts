import type { Activity } from '../domain/activity.ts';

/** What the project says of itself, of which the score takes account. */
export interface WrittenDown {
  /** What it is, or why it was made. */
  readonly description: string | null;
  /** It says how to contribute. */
  readonly guidelines: boolean;
}

const DAY_MS = 86_400_000;
const YEAR_DAYS = 365;

/**
 * How active a project is, by the scoring of the SAP InnerSource portal's crawler: 0 where nothing happens, above 300 where much does; above 3000 it
 * grows by the logarithm. Both factors are at most 2, as the pattern's words have it.
 * @param now a date later than this counts as today
 * @returns a whole number
 * @see https://patterns.innersourcecommons.org/p/repository-activity-score
 */
export function activityScore(activity: Activity, now: Date, { description, guidelines }: WrittenDown): number {
  const { stars, forks, subscribers, openIssues, weeklyCommits } = activity;
  const quiet = daysSince(activity.updated, now);
  const age = daysSince(activity.created, now);
  const counted = 50 + 5 * forks + subscribers + stars / 3 + openIssues / 5;
  const recent = counted * (1 + (100 - Math.min(quiet, 100)) / 100);
  const busy = recent * (1 + Math.min(Math.max(weeklyCommits - 3, 0), 7) / 7);
  // The young have had no time to be liked.
  const head = 1000 - 2.74 * Math.min(quiet, YEAR_DAYS);
  const started = busy + (head * (YEAR_DAYS - Math.min(age, YEAR_DAYS))) / YEAR_DAYS;
  const told = started + ((description ?? '').length > 30 ? 50 : 0) + (guidelines ? 100 : 0);
  return Math.round((told > 3000 ? 3000 + 100 * Math.log(told) : told) - 50);
}

/** A date that can't be read is long past. */
function daysSince(date: string, now: Date): number {
  const since = now.getTime() - Date.parse(date);
  return Number.isNaN(since) ? Number.POSITIVE_INFINITY : Math.max(since, 0) / DAY_MS;
}
