import { z } from 'zod';
import type { Policy } from '../../config/policy.ts';
import { CHECK_NAMES } from '../../domain/action.ts';
import type { Delivery } from '../../domain/delivery.ts';
import type { Override } from '../../domain/override.ts';
import type { PullRequest } from '../../domain/pull-request.ts';
import type { RepositoryRef } from '../../domain/repository.ts';
import { type PullRequestReading, readPullRequest } from '../../github/read-pull-request.ts';
import { readPullRequestHead } from '../../github/read-pull-request-head.ts';
import { CHECKLIST_MARKER } from '../../messages/markers.ts';
import type { Ports } from '../ports.ts';
import { type ChosenBefore, chosenBefore } from '../shared/chosen.ts';
import { pullRequestDelivery } from '../shared/follow-up.ts';
import { isWritten, type Judgement, judge } from '../shared/judge.ts';
import { gatherOwnership, type Ownership } from '../shared/ownership.ts';
import { readPayload } from '../shared/payload.ts';
import { loadPolicy } from '../shared/policy.ts';
import { knownNewcomer } from '../shared/promise.ts';
import { pullRequestKey } from '../shared/pull-request-key.ts';
import { rerequestedPull } from '../shared/rerequested-pull.ts';
import { type SeenHead, seenHead, wasHead } from '../shared/seen-head.ts';
import { withUnasked } from '../shared/unasked.ts';
import { OVERRIDE, type OverrideWish } from './pull-request-approvals.ts';
import { possibleLabels } from './pull-request-labels.ts';

export interface PullRequestFacts {
  readonly reading: PullRequestReading;
  readonly judgement: Judgement;
  readonly policy: Policy;
  readonly ownership: Ownership;
  /** Reviewers are chosen: the policy lets them be asked now, or a command asks for them. */
  readonly choosing: boolean;
  /** The reviewers chosen when this pull request was last looked at. */
  readonly before: ChosenBefore;
  /** Is it the author's first contribution here? `null` where it isn't known. */
  readonly newcomer: boolean | null;
  /** A second look, should this one prove wrong; `null` where this is one. */
  readonly again: Delivery | null;
  /** By which somebody lifted the approvals of one of its heads. */
  readonly override: Override | null;
  /** Somebody asks by command to lift them for the head that they saw. */
  readonly wish: OverrideWish | null;
  /** Somebody asks for the check again, and has it written be it the same. */
  readonly rerequested: boolean;
  readonly head: SeenHead;
}

const target = z.object({
  number: z.int(),
  base: z.object({ ref: z.string() }),
  head: z.object({ sha: z.string() }),
});

/** A pull request that an event is about; with its base and head where the event tells of them. */
type Target = z.infer<typeof target> | { readonly number: number };

/** Reads what is to be known of the pull request that an event is about; `null` where there is nothing to be said of it. */
export async function gatherPullRequest(delivery: Delivery, ports: Ports): Promise<PullRequestFacts | null> {
  const { repository, installation } = delivery;
  if (!repository || installation === null) return null;
  const found = await targetOf(delivery, ports);
  if (!found) return null;
  const { policy } = await loadPolicy(ports, repository.owner, installation);
  if (!policy) return null;
  const newcomer = await knownNewcomer(ports, delivery, found.number);
  const read = await readTarget(found, ports, { repository, installation, policy, contributor: newcomer.ask });
  if (!read?.pullRequest.open) return null;
  const reading = await withUnasked(ports, read);
  const { branch } = reading.pullRequest.base;
  const judgement = await judge(ports, { reading, policy, installation, branch });
  if (!judgement.effective.governed) return null;
  const choosing = willChoose(reading.pullRequest, policy, delivery.payload.anew === true);
  const ownership = await gatherOwnership(ports, { reading, judgement, installation, policy, choosing });
  const head = await seenHead(ports, delivery, reading.pullRequest);
  return {
    reading,
    judgement,
    policy,
    ownership,
    choosing,
    before: await chosenBefore(ports, repository, found.number),
    newcomer: reading.mergedBefore === null ? newcomer.known : reading.mergedBefore === 0,
    again: delivery.event === 'innkeeper' ? null : pullRequestDelivery(delivery, repository, found.number),
    override: await ports.memory.get<Override>(OVERRIDE, pullRequestKey(repository, found.number)),
    rerequested: delivery.action === 'rerequested',
    wish: overrideWish(delivery, head),
    head,
  };
}

/** One query, and one more for its head where the event doesn't tell of it; `null` where it is gone. */
async function readTarget(
  found: Target,
  ports: Ports,
  given: { repository: RepositoryRef; installation: number; policy: Policy; contributor: string | null },
): Promise<PullRequestReading | null> {
  const { repository, installation, policy, contributor } = given;
  const { number } = found;
  const client = ports.github(installation);
  const at =
    'head' in found
      ? { base: found.base.ref, sha: found.head.sha }
      : await readPullRequestHead(client, repository, number);
  if (!at) return null;
  return readPullRequest(client, {
    repository,
    number,
    base: at.base,
    headSha: at.sha,
    appId: ports.app.id,
    appSlug: ports.app.slug,
    check: CHECK_NAMES.pullRequest,
    marker: CHECKLIST_MARKER,
    labels: possibleLabels(policy),
    contributor,
  });
}

function overrideWish(delivery: Delivery, head: SeenHead): OverrideWish | null {
  const asked = readPayload(
    delivery,
    z.object({ override: z.object({ by: z.string(), reason: z.string(), at: z.string() }) }),
  );
  if (!asked) return null;
  const { by, reason, at } = asked.override;
  return { by, reason, unseen: !wasHead(head, { at, receivedAt: delivery.receivedAt }) };
}

/** Which pull request an event is about; `null` for events that only look alike. */
async function targetOf(delivery: Delivery, ports: Ports): Promise<Target | null> {
  if (delivery.event === 'pull_request' || delivery.event === 'pull_request_review') {
    const payload = readPayload(
      delivery,
      z.object({ pull_request: target, changes: z.object({ base: z.unknown() }).partial().optional() }),
    );
    // Of edits only those of base, title and body matter, and title and body are always among them when the base isn't.
    return payload && !isOwnLabel(delivery, ports.app.slug) ? payload.pull_request : null;
  }
  if (delivery.event === 'innkeeper') return readPayload(delivery, z.object({ number: z.int() }));
  return rerequestedPull(ports, delivery, CHECK_NAMES.pullRequest);
}

/** Our own labels tell us nothing new. */
function isOwnLabel(delivery: Delivery, slug: string): boolean {
  const sender = z.object({ sender: z.object({ login: z.literal(`${slug}[bot]`) }) });
  return ['labeled', 'unlabeled'].includes(delivery.action ?? '') && readPayload(delivery, sender) !== null;
}

/** Nobody is asked where nothing may be written, nor before a draft is ready unless somebody asks for it. */
function willChoose({ author, draft }: PullRequest, policy: Policy, anew: boolean): boolean {
  if (!isWritten(policy.mode)) return false;
  if (author.kind === 'bot' && !policy['pull-requests'].bots) return false;
  return !draft || anew || policy['pull-requests'].drafts;
}
