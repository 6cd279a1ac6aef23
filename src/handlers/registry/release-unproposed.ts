import { z } from 'zod';
import type { Plan } from '../../domain/action.ts';
import type { Delivery } from '../../domain/delivery.ts';
import { fullName } from '../../domain/repository.ts';
import { takenBackComment } from '../../messages/registry-proposal.ts';
import { defineFeature } from '../feature.ts';
import type { Ports } from '../ports.ts';
import { readPayload } from '../shared/payload.ts';
import { closing, type WaitingVersion, waitingVersions } from './waiting-versions.ts';

const payload = z.object({ release: z.object({ tag_name: z.string() }) });

/** A release that was taken back before its version was merged: there is nothing left to merge. */
export const releaseUnproposed = defineFeature<WaitingVersion>({
  name: 'release-unproposed',
  on: ['release.deleted', 'release.unpublished'],
  gather,
  decide,
});

async function gather(delivery: Delivery, ports: Ports): Promise<WaitingVersion | null> {
  const { repository } = delivery;
  const tagName = readPayload(delivery, payload)?.release.tag_name;
  if (!repository || tagName === undefined) return null;
  const waiting = await waitingVersions(delivery, ports, repository);
  return waiting.find(({ tag }) => tag === tagName) ?? null;
}

function decide(version: WaitingVersion): Plan {
  const { registry, pull, tag } = version;
  return { actions: closing(version, takenBackComment(tag)), outcome: `closed ${fullName(registry)}#${pull.number}` };
}
