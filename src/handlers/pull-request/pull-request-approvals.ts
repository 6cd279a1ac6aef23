import type { Decision, Memo } from '../../domain/action.ts';
import type { Override } from '../../domain/override.ts';
import type { ResolvedOwner } from '../../domain/person.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { fullName } from '../../domain/repository.ts';
import type { Verdict } from '../../domain/verdict.ts';
import { PUSHED_SINCE } from '../../messages/command.ts';
import { evaluatePullRequest } from '../../rules/pull-request/evaluate.ts';
import { ownersAmong } from '../shared/judge.ts';
import { pullRequestKey } from '../shared/pull-request-key.ts';
import type { PullRequestFacts } from './pull-request-facts.ts';

/** What is remembered of a pull request whose approvals somebody lifted: the {@link Override}. */
export const OVERRIDE = 'override';

/** Somebody asks to lift the approvals. */
export interface OverrideWish extends Omit<Override, 'head'> {
  /** What is the head now wasn't when they asked. */
  readonly unseen: boolean;
}

/** A pull request judged by its own rules, and what became of somebody's wish to lift the approvals. */
export interface OwnJudgement {
  readonly verdicts: readonly Verdict[];
  /** Set where an approval was missing, so that there was something to lift. */
  readonly lifted: Override | null;
  /** Why they weren't lifted, though somebody asked for it. */
  readonly refusals: readonly Refusal[];
}

/** Judges a pull request by its own rules; again without the approvals, where somebody lifts those that it waits for. */
export function judgeOwn(facts: PullRequestFacts): OwnJudgement {
  const { reading, judgement, ownership } = facts;
  const { project, effective } = judgement;
  const among = (names: readonly string[]): readonly ResolvedOwner[] => ownersAmong(ownership.resolved, names);
  const verdictsWith = (override: Override | null) =>
    evaluatePullRequest(
      {
        pullRequest: reading.pullRequest,
        project,
        owners: among(ownership.owningTeams),
        trusted: among(project.trustedCommitters),
        override,
      },
      effective,
    );
  const verdicts = verdictsWith(facts.override);
  const isWaiting = verdicts.some(({ waitsFor }) => waitsFor !== undefined);
  const { wish } = facts;
  const lifted =
    isWaiting && wish && !wish.unseen ? { by: wish.by, reason: wish.reason, head: reading.pullRequest.head.sha } : null;
  return {
    verdicts: lifted ? verdictsWith(lifted) : verdicts,
    lifted,
    refusals: isWaiting && wish?.unseen ? [{ rule: 'approvals', ...PUSHED_SINCE }] : [],
  };
}

/** That the approvals were lifted: remembered as long as the pull request is open, and kept for good with the writes. */
export function overrideRecord(
  { reading: { pullRequest: pull } }: PullRequestFacts,
  lifted: Override | null,
): { remember: readonly Memo[]; decisions: readonly Decision[] } {
  if (!lifted) return { remember: [], decisions: [] };
  const { head, by, reason } = lifted;
  const target = `${fullName(pull.repository)}#${pull.number}`;
  return {
    remember: [{ kind: OVERRIDE, key: pullRequestKey(pull.repository, pull.number), value: lifted }],
    decisions: [{ kind: 'override', target, result: `approvals of ${head} lifted by ${by}: ${reason}` }],
  };
}
