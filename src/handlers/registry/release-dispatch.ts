import { z } from 'zod';
import type { Plan } from '../../domain/action.ts';
import type { Delivery } from '../../domain/delivery.ts';
import type { PackageEntry } from '../../domain/package-entry.ts';
import { fullName, type RepositoryRef } from '../../domain/repository.ts';
import { defineFeature } from '../feature.ts';
import { type Cause, ownDelivery } from '../shared/follow-up.ts';
import { readPayload } from '../shared/payload.ts';

const registered = z.object({
  package: z.string(),
  version: z.string(),
  ecosystem: z.string(),
  tag: z.string(),
  repository: z.string(),
  registry: z.string(),
});

interface Facts {
  readonly repository: RepositoryRef;
  readonly registered: z.infer<typeof registered>;
}

/** The event that a dependent's own workflow can start on. */
const EVENT = 'innersource-release';

/** Tells one repository of a new version of what it depends on, in its own turn. */
export const releaseDispatch = defineFeature<Facts>({
  name: 'release-dispatch',
  on: ['innkeeper.dispatch'],
  async gather(delivery) {
    const found = readPayload(delivery, registered);
    return found && delivery.repository && { repository: delivery.repository, registered: found };
  },
  decide: ({ repository, registered: payload }): Plan => ({
    actions: [{ kind: 'dispatch', repository, event: EVENT, payload }],
    outcome: `told ${fullName(repository)} of ${payload.package} ${payload.version}`,
  }),
});

/** The work of telling each; its id is the version's, so that a version is told of once. */
export function dispatchDeliveries(
  cause: Cause,
  release: { registry: RepositoryRef; entry: PackageEntry; version: string; tag: string },
  dependents: readonly RepositoryRef[],
): readonly Delivery[] {
  const { entry, version, tag } = release;
  const registry = fullName(release.registry);
  const payload: Facts['registered'] = {
    package: entry.name,
    version,
    ecosystem: entry.ecosystem,
    tag,
    repository: entry.repository,
    registry,
  };
  return dependents.map((repository) => {
    const id = `${registry}/${entry.name}@${version}:dispatch:${fullName(repository)}`;
    return ownDelivery(cause, { id, action: 'dispatch', repository, payload });
  });
}
