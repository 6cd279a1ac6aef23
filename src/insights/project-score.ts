import type { ProjectSnapshot } from '../domain/snapshot.ts';
import type { Verdict } from '../domain/verdict.ts';
import { activityScore } from './activity-score.ts';

/** The project's {@link activityScore}; `null` where the snapshot is of a time when its activity wasn't kept. */
export function projectScore({ activity, project, repository, verdicts }: ProjectSnapshot, now: Date): number | null {
  if (!activity) return null;
  const description = project.description ?? repository.description;
  return activityScore(activity, now, { description, guidelines: guidelinesIn(verdicts) !== undefined });
}

/** Path of the file that says how to contribute. */
export function guidelinesIn(verdicts: readonly Verdict[]): string | undefined {
  return verdicts.find(({ rule, path }) => rule === 'contributing' && path)?.path;
}
