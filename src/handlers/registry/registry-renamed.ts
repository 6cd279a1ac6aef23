import type { Plan } from '../../domain/action.ts';
import type { Delivery } from '../../domain/delivery.ts';
import { fullName, type RepositoryRef } from '../../domain/repository.ts';
import { movedAwayComment } from '../../messages/registry-proposal.ts';
import { defineFeature } from '../feature.ts';
import type { Ports } from '../ports.ts';
import { registerDelivery } from '../shared/follow-up.ts';
import { formerName } from './followed-repository.ts';
import { closing, type WaitingVersion, waitingVersions } from './waiting-versions.ts';

interface Facts {
  readonly delivery: Delivery;
  readonly repository: RepositoryRef;
  /** Those that wait under the repository's old name. */
  readonly waiting: readonly WaitingVersion[];
}

/** Versions that wait while their repository is renamed or transferred are proposed anew, under its new address. */
export const registryRenamed = defineFeature<Facts>({
  name: 'registry-renamed',
  on: ['repository.renamed', 'repository.transferred'],
  gather,
  decide,
});

async function gather(delivery: Delivery, ports: Ports): Promise<Facts | null> {
  const { repository } = delivery;
  const old = formerName(delivery);
  if (!repository || !old) return null;
  const waiting = await waitingVersions(delivery, ports, old);
  return waiting.length === 0 ? null : { delivery, repository, waiting };
}

function decide({ delivery, repository, waiting }: Facts): Plan {
  return {
    actions: waiting.flatMap((version) => closing(version, movedAwayComment(version.tag, fullName(repository)))),
    outcome: `${waiting.length} versions of ${fullName(repository)} are proposed anew`,
    next: waiting.map(({ tag }) => registerDelivery(delivery, repository, tag)),
  };
}
