import { z } from 'zod';
import { policiesOfRegistries, registryOf } from '../../config/registries.ts';
import type { Plan } from '../../domain/action.ts';
import type { Delivery } from '../../domain/delivery.ts';
import type { ProposalSource } from '../../domain/registry-proposal.ts';
import { fullName, sameRepository } from '../../domain/repository.ts';
import { proposalIn } from '../../messages/markers.ts';
import { defineFeature } from '../feature.ts';
import type { Ports } from '../ports.ts';
import { readPayload } from '../shared/payload.ts';
import { loadPolicy } from '../shared/policy.ts';
import { lookDelivery } from './registry-look.ts';

interface Facts {
  readonly delivery: Delivery;
  readonly source: ProposalSource;
  readonly merged: boolean;
}

const payload = z.object({
  pull_request: z.object({
    body: z.string().nullable(),
    // Reviews tell of open ones alone.
    merged: z.boolean().default(false),
    user: z.object({ login: z.string() }),
  }),
});

/** Something became of a pull request of ours in the registry, or somebody holds it back: whom it is about looks again, and tells it. */
export const registryPull = defineFeature<Facts>({
  name: 'registry-pull',
  on: [
    'pull_request.closed',
    'pull_request.reopened',
    'pull_request.labeled',
    'pull_request.unlabeled',
    'pull_request.converted_to_draft',
    'pull_request.ready_for_review',
    'pull_request_review.submitted',
    'pull_request_review.dismissed',
  ],
  gather,
  decide: ({ delivery, source, merged }): Plan => ({
    actions: [],
    outcome: `${fullName(source.repository)} ${source.about}: ${merged ? 'merged' : delivery.action}`,
    next: [lookDelivery(delivery, source, merged)],
  }),
});

async function gather(delivery: Delivery, ports: Ports): Promise<Facts | null> {
  const { repository, installation } = delivery;
  const pull = readPayload(delivery, payload)?.pull_request;
  if (!pull || !repository || installation === null || pull.user.login !== `${ports.app.slug}[bot]`) return null;
  const source = proposalIn(pull.body ?? '');
  // Whoever may write there may change the text: nothing but a question follows from it, of a repository of that registry.
  if (!source || source.kind === 'follow') return null;
  // That a version is being yanked, or is, as they wished, is nobody's news.
  if (source.kind === 'yank' && (pull.merged || delivery.action !== 'closed')) return null;
  const { policy } = await loadPolicy(ports, source.repository.owner, installation);
  const own = (policy ? policiesOfRegistries(policy) : []).find((each) =>
    sameRepository(registryOf(each, source.repository.owner), repository),
  );
  // Where changes are committed now, closing what was proposed before asks for nothing.
  if (!own || (own.registry.mode === 'commit' && !pull.merged)) return null;
  return { delivery, source, merged: pull.merged };
}
