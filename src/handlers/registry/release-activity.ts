import type { ScoredActivity } from '../../domain/activity.ts';
import type { ProjectSnapshot } from '../../domain/snapshot.ts';
import type { ReleaseReading } from '../../github/read-release.ts';
import { activityScore } from '../../insights/activity-score.ts';
import { guidelinesIn } from '../../insights/project-score.ts';
import type { Candidate } from '../../registry/candidate.ts';

/**
 * The repository's activity as a version brings it into the registry; `null` where what stands there stays: the version is registered, and a word
 * mended in its release is no news of the project, or it is proposed, and its pull request must say the same whenever it is looked at.
 * @param input.registered what the registry holds of the package
 * @param input.snapshot of the last check, which knows whether there are guidelines
 */
export function releaseActivity(
  { activity }: Pick<ReleaseReading, 'activity'>,
  input: Pick<Candidate, 'project' | 'package' | 'version' | 'registered'> & {
    mode: 'commit' | 'pull-request';
    snapshot: ProjectSnapshot | null;
    now: Date;
  },
): ScoredActivity | null {
  const { project, package: own, version, registered, mode, snapshot, now } = input;
  if (mode !== 'commit' || registered?.versions.some((each) => each.version === version)) return null;
  const description = own.description ?? project.description ?? null;
  const guidelines = guidelinesIn(snapshot?.verdicts ?? []) !== undefined;
  return { ...activity, score: activityScore(activity, now, { description, guidelines }) };
}
