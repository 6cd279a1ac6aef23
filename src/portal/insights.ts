import { fullName } from '../domain/repository.ts';
import { type Insights, insights } from '../insights/insights.ts';
import { monthsUntil } from '../insights/months.ts';
import type { KnownHappened } from './happened.ts';
import { createKept } from './kept.ts';
import type { PortalPorts } from './ports.ts';
import type { Catalogue } from './projects.ts';
import type { Viewer } from './viewer.ts';

export interface ShownInsights extends Insights {
  /** Nothing was left out for there being too much. */
  readonly complete: boolean;
}

/** The insights of the projects that a viewer may see. */
export type ReadInsights = (viewer: Viewer) => Promise<ShownInsights>;

const KEPT_MS = 60_000;

export function createInsights({
  happened,
  catalogue,
  now,
}: Pick<PortalPorts, 'happened' | 'now'> & { readonly catalogue: Catalogue }): ReadInsights {
  const kept = createKept<KnownHappened>(KEPT_MS, 1, now);
  return async (viewer) => {
    const seen = await catalogue(viewer);
    const [first = ''] = monthsUntil(now());
    const known = await kept.get(first, () => happened(first));
    const projects = seen.map(({ project, repository }) => ({
      name: project.title ?? project.name,
      repository: fullName(repository),
      owners: project.owners,
    }));
    return { ...insights(known, { projects, now: now() }), complete: known.complete };
  };
}
