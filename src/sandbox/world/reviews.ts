import { atLeast } from '../../domain/person.ts';
import type { Actor, PullRequestModel, RepositoryModel, ReviewModel } from '../model.ts';
import * as payloads from '../payloads/index.ts';
import { Refused } from '../refused.ts';
import type { World } from '../world.ts';

export function requestReview(
  world: World,
  repository: RepositoryModel,
  issue: PullRequestModel,
  users: readonly string[],
  teams: readonly string[],
  actor: Actor,
): void {
  const people = users.map((login) => world.people.get(login.toLowerCase()));
  for (const [index, person] of people.entries()) {
    if (!person || !atLeast(world.permission(person, repository), 'read')) {
      throw new Refused(
        422,
        `Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the ${world.fullName(repository)} repository.`,
        [String(users[index])],
      );
    }
    if (person.login === issue.author.login)
      throw new Refused(422, 'Review cannot be requested from pull request author.');
  }
  const found = teams.map((slug) => world.teams.get(slug.toLowerCase()));
  if (found.some((team) => !team || world.teamPermission(team, repository) === 'none')) {
    throw new Refused(
      422,
      `Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the ${world.fullName(repository)} repository.`,
    );
  }
  for (const person of people) {
    if (!person || issue.pull.requestedUsers.has(person.login)) continue;
    issue.pull.requestedUsers.add(person.login);
    world.emitPull('review_requested', repository, issue, actor, { requested_reviewer: payloads.user(world, person) });
  }
  for (const team of found) {
    if (!team || issue.pull.requestedTeams.has(team.slug)) continue;
    issue.pull.requestedTeams.add(team.slug);
    world.emitPull('review_requested', repository, issue, actor, { requested_team: payloads.team(world, team) });
  }
}

export function removeReviewRequest(
  world: World,
  repository: RepositoryModel,
  issue: PullRequestModel,
  users: readonly string[],
  teams: readonly string[],
  actor: Actor,
): void {
  for (const login of users) {
    if (!issue.pull.requestedUsers.delete(login)) continue;
    issue.pull.removals.push({ actor, login, slug: null });
    world.emitPull('review_request_removed', repository, issue, actor, {
      requested_reviewer: payloads.user(world, world.person(login)),
    });
  }
  for (const slug of teams) {
    if (!issue.pull.requestedTeams.delete(slug)) continue;
    issue.pull.removals.push({ actor, login: null, slug });
    world.emitPull('review_request_removed', repository, issue, actor, {
      requested_team: payloads.team(world, world.team(slug)),
    });
  }
}

export function review(
  world: World,
  repository: RepositoryModel,
  issue: PullRequestModel,
  input: { event: string; body?: string },
  actor: Actor,
): ReviewModel {
  const states = { APPROVE: 'APPROVED', REQUEST_CHANGES: 'CHANGES_REQUESTED', COMMENT: 'COMMENTED' } as const;
  const state = states[input.event as keyof typeof states];
  if (!state) throw new Refused(422, 'Unprocessable Entity', ['Variable $event is invalid']);
  if (actor.login === issue.author.login && state === 'APPROVED')
    throw new Refused(422, 'Unprocessable Entity', ['Can not approve your own pull request']);
  const review: ReviewModel = {
    id: world.id(),
    author: actor,
    state,
    body: input.body ?? '',
    submittedAt: world.now(),
    commit: issue.pull.headSha,
  };
  issue.pull.reviews.push(review);
  issue.pull.requestedUsers.delete(actor.login);
  tellReview(world, 'submitted', repository, issue, review, actor);
  return review;
}

export function dismissReview(
  world: World,
  repository: RepositoryModel,
  issue: PullRequestModel,
  review: ReviewModel,
  actor: Actor,
): void {
  if (review.state !== 'APPROVED' && review.state !== 'CHANGES_REQUESTED')
    throw new Refused(422, 'Can not dismiss a commented pull request review');
  review.state = 'DISMISSED';
  tellReview(world, 'dismissed', repository, issue, review, actor);
}

function tellReview(
  world: World,
  action: string,
  repository: RepositoryModel,
  issue: PullRequestModel,
  review: ReviewModel,
  actor: Actor,
): void {
  world.emit('pull_request_review', action, repository, actor, {
    // Webhooks write the state small.
    review: { ...payloads.review(world, repository, issue, review), state: review.state.toLowerCase() },
    pull_request: payloads.simplePull(world, repository, issue),
  });
}
