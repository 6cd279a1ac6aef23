import { z } from 'zod';
import type { Plan } from '../../domain/action.ts';
import type { Delivery } from '../../domain/delivery.ts';
import { isRegistration } from '../../domain/registry-proposal.ts';
import { fullName, type RepositoryRef, sameRepository } from '../../domain/repository.ts';
import { type RegistryPull, readOpenRegistryPulls } from '../../github/read-registry-pull.ts';
import { proposalIn, withdrawalMarker } from '../../messages/markers.ts';
import { takenBackComment } from '../../messages/registry-proposal.ts';
import { defineFeature } from '../feature.ts';
import type { Ports } from '../ports.ts';
import { isWritten } from '../shared/judge.ts';
import { readPayload } from '../shared/payload.ts';
import { loadPolicy } from '../shared/policy.ts';
import { registryOf } from './registry-of.ts';

interface Facts {
  readonly registry: RepositoryRef;
  readonly tag: string;
  readonly pull: RegistryPull;
}

const payload = z.object({ release: z.object({ tag_name: z.string() }) });

/** A release that was taken back before its version was merged: there is nothing left to merge. */
export const releaseUnproposed = defineFeature<Facts>({
  name: 'release-unproposed',
  on: ['release.deleted', 'release.unpublished'],
  gather,
  decide,
});

async function gather(delivery: Delivery, ports: Ports): Promise<Facts | null> {
  const { repository, installation } = delivery;
  const tag = readPayload(delivery, payload)?.release.tag_name;
  if (!repository || installation === null || tag === undefined) return null;
  const { policy } = await loadPolicy(ports, repository.owner, installation);
  if (!policy || !isWritten(policy.mode) || policy.registry.mode === 'commit') return null;
  const registry = registryOf(policy, repository.owner);
  const open = await readOpenRegistryPulls(ports.github(installation), registry);
  const pull = open.find(({ body }) => {
    const source = proposalIn(body);
    return (
      source && isRegistration(source.kind) && source.about === tag && sameRepository(source.repository, repository)
    );
  });
  return pull ? { registry, tag, pull } : null;
}

function decide({ registry: repository, tag, pull: { number, branch } }: Facts): Plan {
  const marker = withdrawalMarker(tag);
  return {
    actions: [
      { kind: 'pull-request', repository, branch, number, end: { kind: 'close' } },
      { kind: 'comment', repository, number, marker, body: takenBackComment(tag) },
    ],
    outcome: `closed ${fullName(repository)}#${number}`,
  };
}
