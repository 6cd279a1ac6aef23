import type { RepositoryModel } from '../model.ts';
import * as payloads from '../payloads/index.ts';
import { Refused } from '../refused.ts';
import { issueOf } from './issues.ts';
import { type Call, needed, onRepository, type Route } from './router.ts';

const OF_ISSUE = '/repos/{owner}/{repo}/issues/{issue_number}/comments';
const COMMENT = '/repos/{owner}/{repo}/issues/comments/{comment_id}';
const REACTIONS = ['+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'rocket', 'eyes'];

export const COMMENT_ROUTES: readonly Route[] = [
  onRepository(`GET ${OF_ISSUE}`, 'read', (call, repository) => {
    const issue = issueOf(call, repository);
    return { page: issue.comments.map((each) => payloads.comment(call.world, repository, issue, each)) };
  }),
  onRepository(
    `POST ${OF_ISSUE}`,
    'read',
    (call, repository) => {
      const issue = issueOf(call, repository);
      const comment = call.world.comment(repository, issue, needed(call.body.body, 'body'), call.caller.actor);
      return { status: 201, json: payloads.comment(call.world, repository, issue, comment) };
    },
    { notifying: true },
  ),
  onRepository('GET /repos/{owner}/{repo}/issues/comments', 'read', ({ world }, repository) => ({
    page: [...repository.issues.values()].flatMap((issue) =>
      issue.comments.map((each) => payloads.comment(world, repository, issue, each)),
    ),
  })),
  onRepository(`GET ${COMMENT}`, 'read', (call, repository) => {
    const { issue, comment } = found(call, repository);
    return { json: payloads.comment(call.world, repository, issue, comment) };
  }),
  onRepository(`PATCH ${COMMENT}`, 'read', (call, repository) => {
    const { issue, comment } = ownOf(call, repository);
    call.world.editComment(repository, comment.id, needed(call.body.body, 'body'), call.caller.actor);
    return { json: payloads.comment(call.world, repository, issue, comment) };
  }),
  onRepository(`DELETE ${COMMENT}`, 'read', (call, repository) => {
    call.world.deleteComment(repository, ownOf(call, repository).comment.id, call.caller.actor);
    return { status: 204 };
  }),
  onRepository(`GET ${COMMENT}/reactions`, 'read', (call, repository) => ({
    page: found(call, repository).comment.reactions.map((each) => payloads.reaction(call.world, each)),
  })),
  onRepository(`POST ${COMMENT}/reactions`, 'read', (call, repository) => {
    const { world, body, caller } = call;
    const { comment } = found(call, repository);
    const content = needed(body.content, 'content');
    if (!REACTIONS.includes(content))
      throw new Refused(422, 'Validation Failed', [{ resource: 'Reaction', code: 'invalid', field: 'content' }]);
    const known = comment.reactions.find((each) => each.user.login === caller.actor.login && each.content === content);
    const reaction = known ?? { id: world.id(), user: caller.actor, content, createdAt: world.now() };
    if (!known) comment.reactions.push(reaction);
    return { status: known ? 200 : 201, json: payloads.reaction(world, reaction) };
  }),
];

function found({ world, params }: Call, repository: RepositoryModel) {
  return world.findComment(repository, Number(params.comment_id));
}

/** Other people's comments are changed by those who may write. */
function ownOf(call: Call, repository: RepositoryModel) {
  const { world, caller } = call;
  const { issue, comment } = found(call, repository);
  const mayWrite = ['write', 'maintain', 'admin'].includes(world.permission(caller.actor, repository));
  if (comment.author.login !== caller.actor.login && caller.kind !== 'installation' && !mayWrite)
    throw new Refused(403, 'Must have admin rights to Repository.');
  return { issue, comment };
}
