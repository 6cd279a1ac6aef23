import { atLeast } from '../../../domain/person.ts';
import type * as model from '../../model.ts';
import { association } from '../../payloads/index.ts';
import type { World } from '../../world.ts';
import { type ConnectionArguments, connection } from '../connection.ts';
import type { Fields } from './fields.ts';
import { commitObject } from './git.ts';
import { actor, teamFields } from './people.ts';

export function issue(each: model.IssueModel, viewer: model.Actor): Fields {
  return {
    __typename: 'Issue',
    number: each.number,
    title: each.title,
    body: each.body,
    state: each.state.toUpperCase(),
    viewerDidAuthor: each.author.login === viewer.login,
  };
}

export function pullRequest(
  world: World,
  repo: model.RepositoryModel,
  each: model.PullRequestModel,
  viewer: model.Actor,
): Fields {
  const { pull } = each;
  const reviewer = (login: string | null, slug: string | null) =>
    login ? actor(world, world.person(login)) : slug ? teamFields(world, world.team(slug)) : null;
  const files = () => {
    const base = repo.git.mergeBase(pull.baseSha, pull.headSha) ?? pull.headSha;
    return repo.git.changes(base, pull.headSha).map(({ path, additions, deletions, status }) => ({
      __typename: 'PullRequestChangedFile',
      path,
      additions,
      deletions,
      changeType: { added: 'ADDED', modified: 'MODIFIED', removed: 'DELETED', renamed: 'RENAMED' }[status],
    }));
  };
  const reviewObject = (review: model.ReviewModel) => ({
    author: actor(world, review.author),
    state: review.state,
    submittedAt: review.submittedAt,
    authorCanPushToRepository: atLeast(world.permission(review.author, repo), 'write'),
    commit: { __typename: 'Commit', oid: review.commit },
  });
  return {
    __typename: 'PullRequest',
    number: each.number,
    title: each.title,
    body: each.body,
    isDraft: pull.draft,
    state: pull.merged ? 'MERGED' : each.state.toUpperCase(),
    url: `${world.options.url()}/${world.fullName(repo)}/pull/${each.number}`,
    createdAt: each.createdAt,
    viewerDidAuthor: each.author.login === viewer.login,
    author: actor(world, each.author),
    authorAssociation: association(world, each.author),
    baseRefName: pull.base,
    baseRefOid: () => repo.git.resolve(`refs/heads/${pull.base}`),
    headRefName: pull.head,
    headRefOid: pull.headSha,
    isCrossRepository: pull.fork,
    updatedAt: each.updatedAt,
    repository: () => ({
      __typename: 'Repository',
      name: repo.name,
      owner: { __typename: 'Organization', login: world.organization.login },
    }),
    commits: (args: ConnectionArguments) => {
      const base = repo.git.mergeBase(pull.baseSha, pull.headSha) ?? pull.headSha;
      const oids = repo.git.log(`${base}..${pull.headSha}`).reverse();
      return connection(
        oids.map((oid) => ({ __typename: 'PullRequestCommit', commit: commitObject(world, repo, oid) })),
        args,
      );
    },
    files: (args: ConnectionArguments) => connection(files(), args),
    labels: (args: ConnectionArguments) =>
      connection(
        [...each.labels].map((name) => ({ __typename: 'Label', name })),
        args,
      ),
    reviewRequests: (args: ConnectionArguments) =>
      connection(
        [
          ...[...pull.requestedUsers].map((login) => ({ requestedReviewer: reviewer(login, null) })),
          ...[...pull.requestedTeams].map((slug) => ({ requestedReviewer: reviewer(null, slug) })),
        ],
        args,
      ),
    latestOpinionatedReviews: (args: ConnectionArguments & { writersOnly?: boolean }) =>
      connection(
        latestOpinions(pull)
          .filter(({ author }) => !args.writersOnly || atLeast(world.permission(author, repo), 'write'))
          .map(reviewObject),
        args,
      ),
    reviews: (args: ConnectionArguments) => connection(pull.reviews.map(reviewObject), args),
    comments: (args: ConnectionArguments) =>
      connection(
        each.comments.map((comment) => ({
          databaseId: comment.id,
          body: comment.body,
          viewerDidAuthor: comment.author.login === viewer.login,
        })),
        args,
      ),
    timelineItems: (args: ConnectionArguments) =>
      connection(
        pull.removals.map(({ actor: who, login, slug }) => ({
          __typename: 'ReviewRequestRemovedEvent',
          actor: actor(world, who),
          requestedReviewer: reviewer(login, slug),
        })),
        args,
      ),
  };
}

/** Of each reviewer the last review that approves, objects, or was dismissed. */
function latestOpinions({ reviews }: model.PullModel): readonly model.ReviewModel[] {
  const opinions = reviews.filter(({ state }) => state !== 'COMMENTED');
  return [...new Map(opinions.map((each) => [each.author.login, each])).values()];
}
