import { z } from 'zod';
import type { Policy } from '../config/policy.ts';
import { CHECK_NAMES, type Plan } from '../domain/action.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { Override } from '../domain/override.ts';
import type { PullRequest } from '../domain/pull-request.ts';
import type { Verdict } from '../domain/verdict.ts';
import { type PullRequestReading, readPullRequest } from '../github/read-pull-request.ts';
import { readPullRequestHead } from '../github/read-pull-request-head.ts';
import { plural } from '../messages/escape.ts';
import { CHECKLIST_MARKER } from '../messages/markers.ts';
import { reviewersLine } from '../messages/reviewers.ts';
import { recall, remaining } from '../reviewers/recall.ts';
import { selectReviewers } from '../reviewers/select.ts';
import type { Selection } from '../reviewers/selection.ts';
import { defineFeature } from './feature.ts';
import type { Ports } from './ports.ts';
import { pullRequestActions } from './pull-request-actions.ts';
import { judgeOwn, OVERRIDE, type OverrideWish, overrideRecord } from './pull-request-approvals.ts';
import { possibleLabels } from './pull-request-labels.ts';
import { CHOSEN, type ChosenBefore, chosenBefore, chosenMemo } from './shared/chosen.ts';
import { pullRequestDelivery } from './shared/follow-up.ts';
import { isWritten, type Judgement, judge } from './shared/judge.ts';
import { gatherOwnership, type Ownership } from './shared/ownership.ts';
import { readPayload } from './shared/payload.ts';
import { askedMemos } from './shared/people.ts';
import { loadPolicy } from './shared/policy.ts';
import { knownNewcomer, promiseMemo } from './shared/promise.ts';
import { pullRequestKey } from './shared/pull-request-key.ts';
import { rerequestedPull } from './shared/rerequested-pull.ts';
import { HEAD, type SeenHead, seenHead, wasHead } from './shared/seen-head.ts';
import { selectionInput } from './shared/selection-input.ts';
import { UNASKED, withUnasked } from './shared/unasked.ts';

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
  /** Somebody asks for the check again, and has it written be it the same. */
  readonly rerequested: boolean;
  /** Somebody asks by command to lift them for the head that they saw. */
  readonly wish: OverrideWish | null;
  readonly head: SeenHead;
}

/** What was decided of a pull request, before it becomes writes. */
export interface PullRequestDecision {
  readonly verdicts: readonly Verdict[];
  readonly projectVerdicts: readonly Verdict[];
  readonly selection: Selection | null;
}

/** Brings a pull request its checklist, labels, reviewers and check. */
export const pullRequest = defineFeature<PullRequestFacts>({
  name: 'pull-request',
  on: [
    'pull_request.opened',
    'pull_request.reopened',
    'pull_request.synchronize',
    'pull_request.ready_for_review',
    'pull_request.edited',
    'pull_request.labeled',
    'pull_request.unlabeled',
    'pull_request.closed',
    'pull_request_review.submitted',
    'pull_request_review.edited',
    'pull_request_review.dismissed',
    'check_run.rerequested',
    'check_suite.rerequested',
    'innkeeper.pull-request',
  ],
  gather,
  decide,
  dropped,
});

const target = z.object({
  number: z.int(),
  base: z.object({ ref: z.string() }),
  head: z.object({ sha: z.string() }),
  merged: z.boolean().optional(),
});

async function gather(delivery: Delivery, ports: Ports): Promise<PullRequestFacts | null> {
  const { repository, installation } = delivery;
  if (!repository || installation === null) return null;
  const found = await targetOf(delivery, ports);
  if (!found) return null;
  if (delivery.action === 'closed') {
    await forgetClosed(ports, pullRequestKey(repository, found.number), 'merged' in found && found.merged === true);
    return null;
  }
  const { policy } = await loadPolicy(ports, repository.owner, installation);
  if (!policy) return null;
  const client = ports.github(installation);
  const at =
    'head' in found
      ? { base: found.base.ref, sha: found.head.sha }
      : await readPullRequestHead(client, repository, found.number);
  if (!at) return null;
  const newcomer = await knownNewcomer(ports, delivery, found.number);
  const reading = await readPullRequest(client, {
    repository,
    number: found.number,
    base: at.base,
    headSha: at.sha,
    appId: ports.app.id,
    appSlug: ports.app.slug,
    check: CHECK_NAMES.pullRequest,
    marker: CHECKLIST_MARKER,
    labels: possibleLabels(policy),
    contributor: newcomer.ask,
  });
  if (!reading?.pullRequest.open) return null;
  const { branch } = reading.pullRequest.base;
  const judgement = await judge(ports, { reading, policy, installation, branch });
  if (!judgement.effective.governed) return null;
  const choosing = willChoose(reading.pullRequest, policy, delivery.payload.anew === true);
  const ownership = await gatherOwnership(ports, { reading, judgement, installation, policy, choosing });
  const head = await seenHead(ports, delivery, reading.pullRequest);
  return {
    reading: await withUnasked(ports, reading),
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

/** Whoever was taken off by command isn't asked either once a pull request is opened again; one that is merged never is. */
async function forgetClosed({ memory }: Ports, key: string, merged: boolean): Promise<void> {
  for (const kind of [CHOSEN, OVERRIDE, HEAD, ...(merged ? [UNASKED] : [])]) await memory.forget(kind, key);
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
async function targetOf(delivery: Delivery, ports: Ports): Promise<z.infer<typeof target> | { number: number } | null> {
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

function decide(facts: PullRequestFacts): Plan {
  const { reading, judgement, policy } = facts;
  const { pullRequest: pull } = reading;
  const own = judgeOwn(facts);
  const decision: PullRequestDecision = {
    verdicts: own.verdicts,
    projectVerdicts: judgement.verdicts.map((verdict) => mended(verdict, facts)),
    selection: choose(facts),
  };
  const isBot = pull.author.kind === 'bot' && !policy['pull-requests'].bots;
  const actions = pullRequestActions(facts, decision, isBot);
  const asked = actions.flatMap((action) => (action.kind === 'request-review' ? action.users : []));
  const record = overrideRecord(facts, own.lifted);
  return {
    actions,
    decisions: record.decisions,
    refusals: own.refusals,
    outcome: isBot ? 'opened by a bot: left alone' : outcomeOf(actions.length, decision.selection),
    remember: [
      ...record.remember,
      { kind: HEAD, key: pullRequestKey(pull.repository, pull.number), value: facts.head },
      promiseMemo(facts, decision.selection),
      ...askedMemos(reading.repository.owner, facts.ownership.workloads, asked),
      ...(decision.selection
        ? [
            chosenMemo(reading.repository, pull.number, {
              ...facts.before,
              selection: decision.selection,
              title: pull.title,
            }),
          ]
        : []),
    ],
  };
}

function choose(facts: PullRequestFacts): Selection | null {
  const { selection: before } = facts.before;
  const input = selectionInput(facts);
  if (facts.choosing) return recall(selectReviewers(input), before);
  return before && remaining(before, input);
}

/** Others are chosen in their place, and the checklist no longer claims that they were asked. */
function dropped(facts: PullRequestFacts, reviewers: readonly string[]): Plan {
  const { before, again } = facts;
  const { repository, number } = facts.reading.pullRequest;
  return {
    actions: [],
    outcome: `not taken as reviewers: ${reviewers.join(', ')}`,
    remember: [
      chosenMemo(repository, number, {
        ...before,
        selection: choose(facts),
        refused: [...before.refused, ...reviewers],
      }),
    ],
    next: again ? [again] : [],
  };
}

/** A pull request that adds what the project lacks isn't blamed for its lack; everything else is judged by the base branch alone. */
function mended(verdict: Verdict, { reading }: PullRequestFacts): Verdict {
  const added = reading.pullRequest.files.filter(({ status }) => status !== 'removed').map(({ path }) => path);
  const brings = verdict.status === 'fail' ? verdict.mendedBy?.find((path) => added.includes(path)) : undefined;
  if (!brings) return verdict;
  return { ...verdict, status: 'pending', summary: `This pull request brings ${brings}; it counts once it is merged.` };
}

function outcomeOf(changes: number, selection: Selection | null): string {
  return `judged: ${plural(changes, 'change')} to make${selection ? `; ${reviewersLine(selection)}` : ''}`;
}

/** Nobody is asked where nothing may be written, nor before a draft is ready unless somebody asks for it. */
function willChoose({ author, draft }: PullRequest, policy: Policy, anew: boolean): boolean {
  if (!isWritten(policy.mode)) return false;
  if (author.kind === 'bot' && !policy['pull-requests'].bots) return false;
  return !draft || anew || policy['pull-requests'].drafts;
}
