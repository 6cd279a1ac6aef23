import { sameLogin } from '../domain/person.ts';
import type { PullRequest, Review } from '../domain/pull-request.ts';

/** How many approvals of whom. */
export interface Demand {
  /** People of the owning team, or trusted committers. */
  readonly owners: number;
  /** People who are not of the owning team. */
  readonly outside: number;
}

export interface Approvals {
  /** Logins of those whose approval counts, in the order in which they gave it. */
  readonly by: readonly string[];
  readonly missing: Demand;
}

/**
 * Counts the approvals of a pull request: the latest word of each person decides, a comment is none. The author's own, a bot's and that of
 * somebody who may not write count for nothing. A trusted committer stands in for an owner where one is missing, else counts as outside.
 */
export function countApprovals(input: {
  pullRequest: PullRequest;
  demand: Demand;
  /** Logins. */
  owners: readonly string[];
  trusted: readonly string[];
  /** Approvals of earlier commits count for nothing. */
  headOnly: boolean;
}): Approvals {
  const { pullRequest, demand, headOnly } = input;
  const by = latestWords(pullRequest.reviews)
    .filter(({ state, mayPush }) => state === 'approved' && mayPush)
    .filter(({ login }) => !sameLogin(login, pullRequest.author.login) && !login.endsWith('[bot]'))
    .filter(({ head }) => !headOnly || head === pullRequest.head.sha)
    .map(({ login }) => login);
  const among = (logins: readonly string[], login: string) => logins.some((each) => sameLogin(each, login));
  const owners = by.filter((login) => among(input.owners, login)).length;
  const trusted = by.filter((login) => !among(input.owners, login) && among(input.trusted, login)).length;
  const standIns = Math.min(trusted, Math.max(0, demand.owners - owners));
  return {
    by,
    missing: {
      owners: Math.max(0, demand.owners - owners - standIns),
      outside: Math.max(0, demand.outside - (by.length - owners - standIns)),
    },
  };
}

/** The last review of each person that decides something; a dismissed one takes its decision back. */
function latestWords(reviews: readonly Review[]): readonly Review[] {
  const decisive = reviews.filter(({ state }) => state !== 'commented');
  const inOrder = [...decisive].sort((one, other) => Date.parse(one.submittedAt) - Date.parse(other.submittedAt));
  return [...new Map(inOrder.map((review) => [review.login.toLowerCase(), review])).values()];
}
