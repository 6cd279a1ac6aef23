import type { RepositoryModel, ReviewModel } from '../model.ts';
import * as payloads from '../payloads/index.ts';
import { Refused } from '../refused.ts';
import { pullOf } from './pulls.ts';
import { type Call, needed, onRepository, type Route, text, texts } from './router.ts';

const REQUESTED = '/repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers';
const REVIEWS = '/repos/{owner}/{repo}/pulls/{pull_number}/reviews';

export const REVIEW_ROUTES: readonly Route[] = [
  onRepository(`GET ${REQUESTED}`, 'read', (call, repository) => {
    const { world } = call;
    const { requestedUsers, requestedTeams } = pullOf(call, repository).pull;
    return {
      json: {
        users: [...requestedUsers].map((login) => payloads.user(world, world.person(login))),
        teams: [...requestedTeams].map((slug) => payloads.team(world, world.team(slug))),
      },
    };
  }),
  onRepository(
    `POST ${REQUESTED}`,
    'triage',
    (call, repository) => {
      const { world, body, caller } = call;
      const issue = pullOf(call, repository);
      world.requestReview(repository, issue, texts(body.reviewers), texts(body.team_reviewers), caller.actor);
      return { status: 201, json: payloads.simplePull(world, repository, issue) };
    },
    { notifying: true },
  ),
  onRepository(`DELETE ${REQUESTED}`, 'triage', (call, repository) => {
    const { world, body, caller } = call;
    const issue = pullOf(call, repository);
    world.removeReviewRequest(repository, issue, texts(body.reviewers), texts(body.team_reviewers), caller.actor);
    return { json: payloads.simplePull(world, repository, issue) };
  }),
  onRepository(`GET ${REVIEWS}`, 'read', (call, repository) => {
    const issue = pullOf(call, repository);
    return { page: issue.pull.reviews.map((each) => payloads.review(call.world, repository, issue, each)) };
  }),
  onRepository(
    `POST ${REVIEWS}`,
    'read',
    (call, repository) => {
      const { world, body, caller } = call;
      if (Array.isArray(body.comments) && body.comments.length > 0)
        throw new Refused(501, 'Not implemented: the sandbox knows no comments on lines.');
      const issue = pullOf(call, repository);
      const input = { event: needed(body.event, 'event'), body: text(body.body) ?? '' };
      const review = world.review(repository, issue, input, caller.actor);
      return { json: payloads.review(world, repository, issue, review) };
    },
    { notifying: true },
  ),
  onRepository(`GET ${REVIEWS}/{review_id}`, 'read', (call, repository) => ({
    json: payloads.review(call.world, repository, pullOf(call, repository), reviewOf(call, repository)),
  })),
  onRepository(`PUT ${REVIEWS}/{review_id}/dismissals`, 'write', (call, repository) => {
    const { world, body, caller } = call;
    needed(body.message, 'message');
    const issue = pullOf(call, repository);
    const review = reviewOf(call, repository);
    world.dismissReview(repository, issue, review, caller.actor);
    return { json: payloads.review(world, repository, issue, review) };
  }),
];

function reviewOf(call: Call, repository: RepositoryModel): ReviewModel {
  const found = pullOf(call, repository).pull.reviews.find(({ id }) => id === Number(call.params.review_id));
  if (!found) throw new Refused(404, 'Not Found');
  return found;
}
