import type { Answer } from '../reviewers/promise/answer.ts';

/** What became of a promise of a first answer. */
export type Answered = Pick<Answer, 'repository' | 'since' | 'due' | 'answeredAt'>;

/** A contribution from another team that was merged. */
export interface Contribution {
  /** `owner/name` */
  readonly repository: string;
  /** ISO 8601. */
  readonly at: string;
}

/** What is remembered of how people from other teams were met. */
export interface Happened {
  readonly answers: readonly Answered[];
  readonly contributions: readonly Contribution[];
}

export interface Figures {
  /** Promises of a first answer that were kept, and that were broken. */
  readonly kept: number;
  readonly broken: number;
  /** So many hours until half of the first answers had come, and nine of ten; `null` where none has. Nights and weekends count. */
  readonly medianHours: number | null;
  readonly p90Hours: number | null;
  /** Merged contributions from other teams. */
  readonly contributions: number;
}

const HOUR_MS = 3_600_000;

export function figuresOf({ answers, contributions }: Happened): Figures {
  const kept = answers.filter(isKept).length;
  const hours = answers
    .flatMap(({ since, answeredAt }) => (answeredAt ? (Date.parse(answeredAt) - Date.parse(since)) / HOUR_MS : []))
    .sort((one, other) => one - other);
  return {
    kept,
    broken: answers.length - kept,
    medianHours: within(hours, 50),
    p90Hours: within(hours, 90),
    contributions: contributions.length,
  };
}

/** An answer in the very moment in which it was due is in time. */
function isKept({ answeredAt, due }: Answered): boolean {
  return answeredAt !== null && Date.parse(answeredAt) <= Date.parse(due);
}

/** The nearest rank: so many in a hundred are no greater, and it is one of the values. @param sorted the smallest first */
function within(sorted: readonly number[], percent: number): number | null {
  return sorted[Math.ceil((percent * sorted.length) / 100) - 1] ?? null;
}
