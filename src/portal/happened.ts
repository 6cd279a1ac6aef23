import { ANSWER, CONTRIBUTIONS } from '../handlers/shared/promise.ts';
import type { Contributions } from '../handlers/thanks.ts';
import type { Happened } from '../insights/figures.ts';
import type { Answer } from '../reviewers/promise/answer.ts';
import type { Excerpts } from '../store/excerpts.ts';

export interface KnownHappened extends Happened {
  /** Nothing since then was left out. */
  readonly complete: boolean;
}

/** More than an organisation of ten thousand repositories does in a year, and read in less than a second. */
const MOST = 50_000;

/** @param since ISO 8601 */
export async function readHappened(excerpts: Pick<Excerpts, 'since'>, since: string): Promise<KnownHappened> {
  const answers = await excerpts.since<Answer>(ANSWER, { path: ['due'], since, limit: MOST });
  const path = ['merged', '-1', 'at'];
  const people = await excerpts.since<Contributions>(CONTRIBUTIONS, { path, since, limit: MOST });
  return {
    answers,
    contributions: people.flatMap(({ repository, merged }) => merged.map(({ at }) => ({ repository, at }))),
    complete: answers.length < MOST && people.length < MOST,
  };
}
