import type { Activity } from './activity.ts';
import type { Project } from './project.ts';
import type { Repository } from './repository.ts';
import type { Verdict } from './verdict.ts';

/** What was last seen of one repository: what the portal shows, and what a later check is compared with. */
export interface ProjectSnapshot {
  readonly repository: Repository;
  readonly project: Project;
  readonly verdicts: readonly Verdict[];
  /** The newest registered version, `null` where none is. */
  readonly version: string | null;
  /** The commit that was judged, 40 hex digits. */
  readonly commit: string | null;
  /** Absent from what an older version has kept. */
  readonly activity?: Activity;
  /** ISO 8601. */
  readonly checkedAt: string;
}
