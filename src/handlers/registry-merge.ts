import { z } from 'zod';
import type { Action, Plan } from '../domain/action.ts';
import type { Delivery } from '../domain/delivery.ts';
import { isProposalKind, type ProposalSource } from '../domain/registry-proposal.ts';
import { fullName } from '../domain/repository.ts';
import type { RegistryPullContent } from '../github/read-registry-pull.ts';
import { defineFeature } from './feature.ts';
import type { Ports } from './ports.ts';
import { gatherFollowing } from './registry-follows.ts';
import { gatherRelease } from './release-facts.ts';
import { gatherWithdrawal } from './release-withdrawn.ts';
import { readPayload } from './shared/payload.ts';
import {
  bodyOf,
  holdsChange,
  isSaid,
  mergeDelivery,
  type Proposal,
  proposing,
  rewriting,
  statusOf,
} from './shared/registry-change.ts';
import { lookDelivery } from './shared/registry-look.ts';

interface Facts {
  readonly delivery: Delivery;
  readonly proposal: Proposal;
}

/**
 * Merges a pull request in the registry whose time has come. What it is for is decided anew on the registry's present head, in the registry's own
 * turn: what is merged is what would be written now.
 */
export const registryMerge = defineFeature<Facts>({
  name: 'registry-merge',
  on: ['innkeeper.merge'],
  gather,
  decide,
  refused: (facts, message, action) =>
    'end' in action ? refusedPlan(facts, message) : { actions: [], outcome: `refused by GitHub: ${message}` },
});

const repository = z.object({ owner: z.string(), name: z.string() });
const source = z.object({ kind: z.string().refine(isProposalKind), repository, about: z.string() });
const payload = z.object({ source, at: z.string() });

async function gather(delivery: Delivery, ports: Ports): Promise<Facts | null> {
  const asked = readPayload(delivery, payload);
  if (!asked) return null;
  const proposal = await proposalOf(delivery, asked.source, ports);
  return proposal && { delivery, proposal: { ...proposal, now: asked.at } };
}

/** The same facts on which it was proposed, as they are now. */
async function proposalOf(delivery: Delivery, asked: ProposalSource, ports: Ports): Promise<Proposal | null> {
  const look = lookDelivery(delivery, asked);
  if (asked.kind === 'yank') return (await gatherWithdrawal(look, ports))?.proposal ?? null;
  if (asked.kind === 'follow') return (await gatherFollowing(look, ports))?.proposal ?? null;
  return (await gatherRelease(look, ports))?.proposal ?? null;
}

function decide({ delivery, proposal }: Facts): Plan {
  const { change, standing, now } = proposal;
  if (standing?.state !== 'open') return { actions: [], outcome: 'no pull request is open' };
  const name = `${fullName(change.registry)}#${standing.number}`;
  const next = [lookDelivery(delivery, change.source)];
  if (change.refusals.length > 0) return { actions: proposing(proposal), outcome: `${name} is refused now`, next };
  const { registry, branch } = change;
  if (change.changes.length === 0) {
    const end: Action = { kind: 'pull-request', repository: registry, branch, number: standing.number, end: CLOSE };
    return { actions: [end], outcome: `${name} has nothing left to change` };
  }
  const status = statusOf(change, standing.createdAt);
  if (status.kind !== 'automatic') return { actions: [], outcome: `${name} waits for a person` };
  if (status.from && status.from.getTime() > Date.parse(now)) return { actions: [], outcome: `${name} isn’t due` };
  if (standing.holds.length > 0) return { actions: [], outcome: `${name} is held back` };
  if (holdsChange(standing, change)) return mergingPlan(proposal, standing);
  return standing.builtOn === null
    ? { actions: [], outcome: `${name} holds what somebody else has pushed` }
    : rewritingPlan({ delivery, proposal }, standing);
}

const CLOSE = { kind: 'close' } as const;

function mergingPlan({ change }: Proposal, standing: RegistryPullContent): Plan {
  const { registry, branch, title, message } = change;
  const [, ...lines] = message.split('\n');
  const end: Action = {
    kind: 'pull-request',
    repository: registry,
    branch,
    number: standing.number,
    end: {
      kind: 'merge',
      sha: standing.head,
      method: standing.method,
      title: `${title} (#${standing.number})`,
      message: lines.join('\n').trim(),
    },
  };
  return { actions: [end], outcome: `merged ${fullName(registry)}#${standing.number}: ${title}` };
}

/** On the present head, and then to be merged from there: once, should what is written not come back as it was written. */
function rewritingPlan({ delivery, proposal }: Facts, standing: RegistryPullContent): Plan {
  const { change, now } = proposal;
  const { source: about, registry, at } = change;
  const body = bodyOf(change, statusOf(change, standing.createdAt));
  const again = { registry, source: about, at: now, occasion: `${standing.number}:${at.head}:again` };
  return {
    actions: [rewriting(change, { body, number: standing.number })],
    outcome: `${fullName(registry)}#${standing.number} is made anew on ${at.head.slice(0, 10)}`,
    next: [mergeDelivery(delivery, again)],
  };
}

/** A branch that was left behind may have to be on the present head first; else GitHub wants something that only people can give. */
function refusedPlan(facts: Facts, message: string): Plan {
  const { change, standing } = facts.proposal;
  if (standing?.state !== 'open') return { actions: [], outcome: `refused by GitHub: ${message}` };
  if (standing.builtOn !== null && standing.builtOn !== change.at.head) return rewritingPlan(facts, standing);
  const body = bodyOf(change, { kind: 'blocked', message });
  const says = isSaid(standing, change, body)
    ? []
    : [rewriting({ ...change, changes: [] }, { body, number: standing.number })];
  return { actions: says, outcome: `GitHub doesn’t let #${standing.number} be merged: ${message}` };
}
