import type { Plan } from '../../domain/action.ts';
import type { Verdict } from '../../domain/verdict.ts';
import { plural } from '../../messages/escape.ts';
import { reviewersLine } from '../../messages/reviewers.ts';
import { recall, remaining } from '../../reviewers/recall.ts';
import { selectReviewers } from '../../reviewers/select.ts';
import type { Selection } from '../../reviewers/selection.ts';
import { defineFeature } from '../feature.ts';
import { chosenMemo } from '../shared/chosen.ts';
import { askedMemos } from '../shared/people.ts';
import { promiseMemo } from '../shared/promise.ts';
import { pullRequestKey } from '../shared/pull-request-key.ts';
import { HEAD } from '../shared/seen-head.ts';
import { selectionInput } from '../shared/selection-input.ts';
import { pullRequestActions } from './pull-request-actions.ts';
import { judgeOwn, overrideRecord } from './pull-request-approvals.ts';
import { gatherPullRequest, type PullRequestFacts } from './pull-request-facts.ts';

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
    'pull_request_review.submitted',
    'pull_request_review.edited',
    'pull_request_review.dismissed',
    'check_run.rerequested',
    'check_suite.rerequested',
    'innkeeper.pull-request',
  ],
  gather: gatherPullRequest,
  decide,
  dropped,
});

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

/** A pull request that brings what the project lacks, or mends, isn't blamed for it; everything else is judged by the base branch alone. */
function mended(verdict: Verdict, { reading }: PullRequestFacts): Verdict {
  const added = reading.pullRequest.files.filter(({ status }) => status !== 'removed').map(({ path }) => path);
  const brings = verdict.status === 'fail' ? verdict.mendedBy?.find((path) => added.includes(path)) : undefined;
  if (!brings) return verdict;
  return { ...verdict, status: 'pending', summary: `This pull request brings ${brings}; it counts once it is merged.` };
}

function outcomeOf(changes: number, selection: Selection | null): string {
  return `judged: ${plural(changes, 'change')} to make${selection ? `; ${reviewersLine(selection)}` : ''}`;
}
