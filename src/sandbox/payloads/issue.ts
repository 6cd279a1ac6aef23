import type * as model from '../model.ts';
import type { World } from '../world.ts';
import { api, type Json, nodeId, page, reactionsSummary } from './links.ts';
import { association, user } from './people.ts';

export function label(world: World, repo: model.RepositoryModel, each: model.LabelModel): Json {
  const { id, name, color, description } = each;
  const url = api(world, `/repos/${world.fullName(repo)}/labels/${encodeURIComponent(name)}`);
  return { id, node_id: nodeId('Label', id), url, name, color, default: false, description };
}

export function labelsOf(world: World, repo: model.RepositoryModel, each: model.IssueModel): Json[] {
  return [...each.labels].flatMap((name) => {
    const found = repo.labels.get(name.toLowerCase());
    return found ? [label(world, repo, found)] : [];
  });
}

function issuePage(world: World, repo: model.RepositoryModel, { pull, number }: model.IssueModel): string {
  return page(world, `/${world.fullName(repo)}/${pull ? 'pull' : 'issues'}/${number}`);
}

/** What issues and pull requests have in common. */
export function issueFields(world: World, repo: model.RepositoryModel, each: model.IssueModel): Json {
  return {
    id: each.id,
    number: each.number,
    html_url: issuePage(world, repo, each),
    title: each.title,
    body: each.body,
    state: each.state,
    locked: false,
    active_lock_reason: null,
    user: user(world, each.author),
    labels: labelsOf(world, repo, each),
    assignee: null,
    assignees: [],
    milestone: null,
    author_association: association(world, each.author),
    created_at: each.createdAt,
    updated_at: each.updatedAt,
    closed_at: each.state === 'closed' ? each.updatedAt : null,
  };
}

export function issue(world: World, repo: model.RepositoryModel, each: model.IssueModel): Json {
  const url = api(world, `/repos/${world.fullName(repo)}/issues/${each.number}`);
  const html = issuePage(world, repo, each);
  const pull = each.pull && {
    draft: each.pull.draft,
    pull_request: {
      url: url.replace('/issues/', '/pulls/'),
      html_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      merged_at: each.pull.merged ? each.updatedAt : null,
    },
  };
  return {
    ...issueFields(world, repo, each),
    node_id: nodeId('Issue', each.id),
    url,
    repository_url: api(world, `/repos/${world.fullName(repo)}`),
    comments_url: `${url}/comments`,
    labels_url: `${url}/labels{/name}`,
    events_url: `${url}/events`,
    timeline_url: `${url}/timeline`,
    state_reason: each.state === 'closed' ? 'completed' : null,
    comments: each.comments.length,
    performed_via_github_app: null,
    reactions: reactionsSummary(url),
    ...pull,
  };
}

export function comment(
  world: World,
  repo: model.RepositoryModel,
  owner: model.IssueModel,
  each: model.CommentModel,
): Json {
  const url = api(world, `/repos/${world.fullName(repo)}/issues/comments/${each.id}`);
  return {
    id: each.id,
    node_id: nodeId('IssueComment', each.id),
    url,
    html_url: `${issuePage(world, repo, owner)}#issuecomment-${each.id}`,
    issue_url: api(world, `/repos/${world.fullName(repo)}/issues/${owner.number}`),
    user: user(world, each.author),
    body: each.body,
    created_at: each.createdAt,
    updated_at: each.updatedAt,
    author_association: association(world, each.author),
    performed_via_github_app: null,
    reactions: reactionsSummary(
      url,
      each.reactions.map(({ content }) => content),
    ),
  };
}

export function reaction(world: World, each: model.ReactionModel): Json {
  const { id, user: who, content, createdAt } = each;
  return { id, node_id: nodeId('Reaction', id), user: user(world, who), content, created_at: createdAt };
}
