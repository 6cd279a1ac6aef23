import { z } from 'zod';
import type { Action, Memo, Merging, Plan } from '../../domain/action.ts';
import type { Delivery } from '../../domain/delivery.ts';
import { isProposalKind, type ProposalSource } from '../../domain/registry-proposal.ts';
import { fullName } from '../../domain/repository.ts';
import type { RegistryPullContent } from '../../github/read-registry-pull.ts';
import { defineFeature } from '../feature.ts';
import type { Ports } from '../ports.ts';
import { readPayload } from '../shared/payload.ts';
import { rememberName } from './registered-names.ts';
import {
  bodyOf,
  holdsChange,
  isSaid,
  mergeDelivery,
  type Proposal,
  proposing,
  type RegistryChange,
  rewriting,
  statusOf,
} from './registry-change.ts';
import { gatherFollowing } from './registry-follows.ts';
import { lookDelivery } from './registry-look.ts';
import { gatherRelease } from './release-facts.ts';
import { gatherWithdrawal } from './release-withdrawn.ts';

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
  refused: refusedPlan,
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
  const status = statusOf(change, standing, now);
  if (status.kind === 'held') return { actions: [], outcome: `${name} is held back` };
  if (status.kind !== 'automatic') return { actions: [], outcome: `${name} waits for a person` };
  if (status.from && status.from.getTime() > Date.parse(now)) return { actions: [], outcome: `${name} isn’t due` };
  if (holdsChange(standing, change)) return mergingPlan(proposal, standing);
  return standing.builtOn === null
    ? { actions: [], outcome: `${name} holds what somebody else has pushed` }
    : rewritingPlan(proposal, standing);
}

const CLOSE = { kind: 'close' } as const;

function mergingPlan({ change, now }: Proposal, standing: RegistryPullContent): Plan {
  const { registry: repository, branch, title } = change;
  const { number, head: sha } = standing;
  const end = { kind: 'merge', sha, ...mergingOf(change, standing) } as const;
  const body = bodyOf(change, statusOf(change, standing, now));
  // Why it couldn't be merged before is true no longer.
  const says = isSaid(standing, change, body) ? [] : [rewriting({ ...change, changes: [] }, { body, number })];
  return {
    actions: [{ kind: 'pull-request', repository, branch, number, end }, ...says],
    outcome: `merged ${fullName(repository)}#${number}: ${title}`,
    remember: addedBy(change),
  };
}

/** Known to whatever is judged after it in the registry's turn, before the news of the merge has come. */
function addedBy({ registry, adds }: RegistryChange): readonly Memo[] {
  return adds === null ? [] : [rememberName(registry, adds)];
}

function mergingOf({ title, message }: RegistryChange, { number, method }: RegistryPullContent): Merging {
  const [, ...lines] = message.split('\n');
  return { method, title: `${title} (#${number})`, message: lines.join('\n').trim() };
}

/** In one turn: of many that touch the same file, each is made anew once, not whenever another is merged. */
function rewritingPlan({ change, now }: Proposal, standing: RegistryPullContent): Plan {
  const { number } = standing;
  const body = bodyOf(change, statusOf(change, standing, now));
  return {
    actions: [{ ...rewriting(change, { body, number }), merge: mergingOf(change, standing) }],
    outcome: `${fullName(change.registry)}#${number} is made anew on ${change.at.head.slice(0, 10)}, and merged`,
    remember: addedBy(change),
  };
}

/** A branch that was left behind may have to be on the present head first; else GitHub wants something that only people can give. */
function refusedPlan({ delivery, proposal }: Facts, message: string, action: Action): Plan {
  const { change, standing, now } = proposal;
  const refused = 'end' in action ? action.end.kind : 'rewrite';
  if (standing?.state !== 'open' || refused === 'close')
    return { actions: [], outcome: `refused by GitHub: ${message}` };
  const { number } = standing;
  const isBehind = standing.builtOn !== null && standing.builtOn !== change.at.head;
  if (isBehind && refused === 'merge') {
    const { registry, source: asked, at } = change;
    const body = bodyOf(change, statusOf(change, standing, now));
    const again = { registry, source: asked, at: now, occasion: `${number}:${at.head}:again` };
    const next = [mergeDelivery(delivery, again)];
    return { actions: [rewriting(change, { body, number })], outcome: `#${number} is made anew: ${message}`, next };
  }
  const body = bodyOf(change, { kind: 'blocked', message });
  const says = isSaid(standing, change, body) ? [] : [rewriting({ ...change, changes: [] }, { body, number })];
  return { actions: says, outcome: `GitHub doesn’t let #${number} be merged: ${message}` };
}
