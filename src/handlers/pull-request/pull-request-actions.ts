import { minimatch } from 'minimatch';
import { type Action, CHECK_NAMES } from '../../domain/action.ts';
import type { Verdict } from '../../domain/verdict.ts';
import { checkText, concludeCheck } from '../../messages/check-summary.ts';
import { checklist, type Reminder } from '../../messages/checklist.ts';
import { CHECKLIST_MARKER } from '../../messages/markers.ts';
import { whyAsked } from '../../messages/reviewers.ts';
import type { Selection } from '../../reviewers/selection.ts';
import { inEffect } from '../../rules/documents/presence.ts';
import { checkAction } from '../shared/check-action.ts';
import { isWritten, repositoryOf, toldOnGitHub } from '../shared/judge.ts';
import { isCrossTeam } from '../shared/ownership.ts';
import { sameText } from '../shared/same-text.ts';
import type { PullRequestDecision } from './pull-request.ts';
import type { PullRequestFacts } from './pull-request-facts.ts';
import { labelAction } from './pull-request-labels.ts';

/** The writes a decision comes to; the check first, as a merge may wait for it. */
export function pullRequestActions(facts: PullRequestFacts, decision: PullRequestDecision, isBot: boolean): Action[] {
  const { reading, judgement, policy } = facts;
  const told = toldOnGitHub([...decision.verdicts, ...decision.projectVerdicts]);
  if (!isWritten(policy.mode) && told.length === 0) return [];
  if (isBot) return check(facts, []);
  const labels = isWritten(policy.mode)
    ? labelAction({ reading, policy, tier: judgement.project.tier, crossTeam: isCrossTeam(facts) })
    : [];
  return [...check(facts, told), ...labels, ...reviewRequest(facts, decision.selection), ...comment(facts, decision)];
}

function check({ reading, rerequested }: PullRequestFacts, verdicts: readonly Verdict[]): Action[] {
  const changed = new Set(reading.pullRequest.files.map(({ path }) => path));
  const text = checkText(verdicts);
  return checkAction({
    repository: repositoryOf(reading),
    sha: reading.pullRequest.head.sha,
    name: CHECK_NAMES.pullRequest,
    state: concludeCheck(verdicts),
    // Notes on files that the pull request doesn't touch would only puzzle its author.
    text: { ...text, annotations: text.annotations.filter(({ path }) => changed.has(path)) },
    existing: reading.check,
    anew: rerequested,
    pull: reading.pullRequest.number,
  });
}

function reviewRequest({ reading }: PullRequestFacts, selection: Selection | null): Action[] {
  const fresh = (selection?.reviewers ?? []).filter(({ already }) => !already);
  if (fresh.length === 0) return [];
  return [
    {
      kind: 'request-review',
      repository: repositoryOf(reading),
      number: reading.pullRequest.number,
      users: fresh.filter(({ team }) => !team).map(({ who }) => who),
      teams: fresh.filter(({ team }) => team).map(({ who }) => who.split('/')[1] ?? who),
      reasons: Object.fromEntries(fresh.map((chosen) => [chosen.who, whyAsked(chosen)])),
    },
  ];
}

function comment(facts: PullRequestFacts, decision: PullRequestDecision): Action[] {
  const { reading, judgement, policy, ownership } = facts;
  const body = checklist({
    pullRequest: reading.pullRequest,
    project: judgement.project,
    crossTeam: isCrossTeam(facts),
    welcome: welcome(facts),
    owners: ownership.owningTeams,
    verdicts: toldOnGitHub(decision.verdicts),
    projectVerdicts: toldOnGitHub(decision.projectVerdicts),
    selection: decision.selection,
    reminders: reminders(facts),
    settings: policy.messages,
    site: { url: reading.repository.url, branch: reading.pullRequest.base.branch },
  });
  const existing = reading.comment;
  if (existing && sameText(existing.body, body)) return [];
  return [
    {
      kind: 'comment',
      repository: repositoryOf(reading),
      number: reading.pullRequest.number,
      marker: CHECKLIST_MARKER,
      body,
      ...(existing ? { id: existing.id } : {}),
    },
  ];
}

/** A guest's first contribution is greeted, for as long as it is open. */
function welcome(facts: PullRequestFacts): { contributing: string | null } | undefined {
  const { reading, judgement, policy } = facts;
  if (!facts.newcomer || !policy.contributors.welcome || !isCrossTeam(facts)) return undefined;
  const found = inEffect('contributing', judgement.facts);
  if (!found) return { contributing: null };
  const { url, owner } = reading.repository;
  const home = found.from ? `${url.slice(0, url.indexOf(`/${owner}/`))}/${owner}/${found.from.split('/').at(-1)}` : url;
  return { contributing: `${home}/blob/${found.from ? 'HEAD' : reading.pullRequest.base.branch}/${found.path}` };
}

function reminders({ reading, policy }: PullRequestFacts): readonly Reminder[] {
  const paths = reading.pullRequest.files.map(({ path }) => path);
  return policy['pull-requests'].checklist.filter(
    (item) => !item.paths || paths.some((path) => item.paths?.some((glob) => minimatch(path, glob, { dot: true }))),
  );
}
