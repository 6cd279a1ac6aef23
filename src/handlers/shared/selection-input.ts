import type { Policy } from '../../config/policy.ts';
import { atLeast, type ResolvedOwner, sameLogin } from '../../domain/person.ts';
import { fullName } from '../../domain/repository.ts';
import type { PullRequestReading } from '../../github/read-pull-request.ts';
import type { Candidate, SelectionInput } from '../../reviewers/selection.ts';
import { mayReview } from '../../reviewers/suitability.ts';
import type { PullRequestFacts } from '../pull-request/pull-request-facts.ts';
import { ownersAmong } from './judge.ts';

/** Equal for every look at one pull request. */
export function seedOf({ repository, pullRequest }: PullRequestReading): string {
  return `${fullName(repository)}#${pullRequest.number}`;
}

/** Logins of those who aren't asked whatever else is true of them: they need not be compared with others. */
export function setAside({ removedReviewers }: PullRequestReading, { reviewers }: Policy): readonly string[] {
  const byPolicy = [...reviewers.away, ...reviewers.exclude].map((name) => name.replace(/^@/, ''));
  return [...byPolicy, ...removedReviewers.users];
}

/** What the choice of reviewers is made from. */
export function selectionInput(facts: PullRequestFacts): SelectionInput {
  const { reading, ownership, policy, judgement } = facts;
  const { pullRequest: pull } = reading;
  const { trustedCommitters } = judgement.project;
  const named = [
    ...ownership.owningTeams,
    ...ownership.files.flatMap(({ owners }) => owners),
    ...ownership.wishes.flatMap(({ from }) => from),
    ...trustedCommitters,
  ];
  const owners = ownersAmong(ownership.resolved, named);
  const isOwner = (login: string) => owners.some(({ members }) => members.some((each) => sameLogin(each, login)));
  return {
    author: pull.author.login,
    files: ownership.files,
    filesTruncated: pull.filesTruncated,
    owningTeams: ownership.owningTeams,
    trusted: trustedCommitters,
    candidates: candidates(facts, owners),
    teams: owners
      .filter(({ kind }) => kind === 'team')
      .map((team) => ({
        owner: team.owner,
        askable: team.exists && atLeast(team.permission, 'read'),
        assigns: team.assigns ?? false,
      })),
    unaskable: ownership.unaskable,
    wishes: ownership.wishes,
    requested: pull.requested,
    // Any passer-by may comment on a public pull request: that is no second pair of eyes yet.
    reviewed: pull.reviews.filter(({ login, mayPush }) => mayPush || isOwner(login)).map(({ login }) => login),
    removed: reading.removedReviewers,
    refused: facts.before.refused,
    settings: policy.reviewers,
    seed: seedOf(reading),
    turn: pull.number,
  };
}

/** Those on the shortlist, owners who are asked or reviewing already, and, to say so, those who are set aside and the author. */
function candidates(
  { reading, ownership, policy }: PullRequestFacts,
  owners: readonly ResolvedOwner[],
): readonly Candidate[] {
  const { pullRequest: pull, repository } = reading;
  const able = owners.filter((owner) => mayReview(owner, repository));
  const includes = (logins: readonly string[], login: string) => logins.some((each) => sameLogin(each, login));
  const named = [
    pull.author.login,
    ...pull.requested.users,
    ...pull.reviews.map(({ login }) => login),
    ...setAside(reading, policy),
  ];
  const members = [...new Set(able.flatMap((owner) => owner.members))];
  const logins = [...ownership.shortlist, ...members.filter((login) => includes(named, login))];
  const loads = new Map(ownership.workloads.map(({ value }) => [value.login.toLowerCase(), value]));
  return [...new Set(logins)].map((login) => {
    const load = loads.get(login.toLowerCase());
    return {
      login,
      via: able.filter((owner) => includes(owner.members, login)).map(({ owner }) => owner),
      openRequests: load?.openRequests ?? null,
      busy: load?.busy ?? false,
      offHours: includes(ownership.offHours, login),
      commits: ownership.commits.get(login.toLowerCase()) ?? 0,
    };
  });
}
