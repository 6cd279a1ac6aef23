import type { Action, Plan } from '../../domain/action.ts';
import type { Delivery } from '../../domain/delivery.ts';
import { isRegistration } from '../../domain/registry-proposal.ts';
import { fullName, type RepositoryRef, sameRepository } from '../../domain/repository.ts';
import { type RegistryPull, readOpenRegistryPulls } from '../../github/read-registry-pull.ts';
import { proposalIn, withdrawalMarker } from '../../messages/markers.ts';
import { movedAwayComment } from '../../messages/registry-proposal.ts';
import { defineFeature } from '../feature.ts';
import type { Ports } from '../ports.ts';
import { isWritten } from '../shared/judge.ts';
import { loadPolicy } from '../shared/policy.ts';
import { formerName } from './registry-follows.ts';
import { registryOf } from './registry-of.ts';

interface Facts {
  readonly delivery: Delivery;
  readonly repository: RepositoryRef;
  readonly registry: RepositoryRef;
  /** Open registrations under the old name, and the tags that they are of. */
  readonly waiting: readonly { readonly pull: RegistryPull; readonly tag: string }[];
}

/** Versions that wait while their repository is renamed or transferred are proposed anew, under its new address. */
export const registryRenamed = defineFeature<Facts>({
  name: 'registry-renamed',
  on: ['repository.renamed', 'repository.transferred'],
  gather,
  decide,
});

async function gather(delivery: Delivery, ports: Ports): Promise<Facts | null> {
  const { repository, installation } = delivery;
  const old = formerName(delivery);
  if (!repository || installation === null || !old) return null;
  const { policy } = await loadPolicy(ports, repository.owner, installation);
  if (!policy || !isWritten(policy.mode) || policy.registry.mode === 'commit') return null;
  const registry = registryOf(policy, repository.owner);
  const open = await readOpenRegistryPulls(ports.github(installation), registry);
  const waiting = open.flatMap((pull) => {
    const source = proposalIn(pull.body);
    const isTheirs = source && isRegistration(source.kind) && sameRepository(source.repository, old);
    return isTheirs ? [{ pull, tag: source.about }] : [];
  });
  return waiting.length === 0 ? null : { delivery, repository, registry, waiting };
}

function decide({ delivery, repository, registry, waiting }: Facts): Plan {
  const { id, installation, receivedAt } = delivery;
  return {
    actions: waiting.flatMap(({ pull: { number, branch }, tag }): Action[] => {
      const body = movedAwayComment(tag, fullName(repository));
      return [
        { kind: 'pull-request', repository: registry, branch, number, end: { kind: 'close' } },
        { kind: 'comment', repository: registry, number, marker: withdrawalMarker(tag), body },
      ];
    }),
    outcome: `${waiting.length} versions of ${fullName(repository)} are proposed anew`,
    next: waiting.map(({ tag }) => ({
      id: `${id}:register:${tag}`,
      event: 'innkeeper',
      action: 'register',
      installation,
      repository,
      payload: { release: { tag_name: tag } },
      receivedAt,
    })),
  };
}
