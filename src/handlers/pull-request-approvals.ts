import type { Decision, Memo } from '../domain/action.ts';
import type { Override } from '../domain/override.ts';
import type { ResolvedOwner } from '../domain/person.ts';
import { fullName } from '../domain/repository.ts';
import type { Verdict } from '../domain/verdict.ts';
import { evaluatePullRequest } from '../rules/pull-request/evaluate.ts';
import type { PullRequestFacts } from './pull-request.ts';
import { ownersAmong } from './shared/judge.ts';
import { pullRequestKey } from './shared/pull-request-key.ts';

/** What is remembered of a pull request whose approvals somebody lifted: the {@link Override}. */
export const OVERRIDE = 'override';

/** A pull request judged by its own rules, and what became of somebody's wish to lift the approvals. */
export interface OwnJudgement {
  readonly verdicts: readonly Verdict[];
  /** Set where an approval was missing, so that there was something to lift. */
  readonly lifted: Override | null;
}

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
  const lifted = isWaiting && facts.wish ? { ...facts.wish, head: reading.pullRequest.head.sha } : null;
  return { verdicts: lifted ? verdictsWith(lifted) : verdicts, lifted };
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
