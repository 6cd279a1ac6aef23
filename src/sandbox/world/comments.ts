import type { Actor, CommentModel, IssueModel, RepositoryModel } from '../model.ts';
import * as payloads from '../payloads/index.ts';
import type { World } from '../world.ts';

export function comment(
  world: World,
  repository: RepositoryModel,
  issue: IssueModel,
  body: string,
  actor: Actor,
): CommentModel {
  const at = world.now();
  const comment: CommentModel = {
    id: world.id(),
    author: actor,
    body,
    createdAt: at,
    updatedAt: at,
    reactions: [],
  };
  issue.comments.push(comment);
  world.emit('issue_comment', 'created', repository, actor, {
    issue: payloads.issue(world, repository, issue),
    comment: payloads.comment(world, repository, issue, comment),
  });
  return comment;
}

export function editComment(
  world: World,
  repository: RepositoryModel,
  id: number,
  body: string,
  actor: Actor,
): CommentModel {
  const { issue, comment } = world.findComment(repository, id);
  const from = comment.body;
  comment.body = body;
  comment.updatedAt = world.now();
  world.emit('issue_comment', 'edited', repository, actor, {
    changes: { body: { from } },
    issue: payloads.issue(world, repository, issue),
    comment: payloads.comment(world, repository, issue, comment),
  });
  return comment;
}

export function deleteComment(world: World, repository: RepositoryModel, id: number, actor: Actor): void {
  const { issue, comment } = world.findComment(repository, id);
  issue.comments.splice(issue.comments.indexOf(comment), 1);
  world.emit('issue_comment', 'deleted', repository, actor, {
    issue: payloads.issue(world, repository, issue),
    comment: payloads.comment(world, repository, issue, comment),
  });
}
