import type * as model from '../model.ts';
import type { World } from '../world.ts';
import { api, type Json, nodeId } from './links.ts';
import { association, user } from './people.ts';

export function label(world: World, repo: model.RepositoryModel, each: model.LabelModel): Json {
  const { id, name, color, description } = each;
  const url = api(world, `/repos/${world.fullName(repo)}/labels/${encodeURIComponent(name)}`);
  return { id, node_id: nodeId('Label', id), url, name, color, default: false, description };
}

function labelsOf(world: World, repo: model.RepositoryModel, issue_: model.IssueModel): Json[] {
  return [...issue_.labels].flatMap((name) => {
    const found = repo.labels.get(name.toLowerCase());
    return found ? [label(world, repo, found)] : [];
  });
}

export function issue(world: World, repo: model.RepositoryModel, each: model.IssueModel): Json {
  const path = `/repos/${world.fullName(repo)}/issues/${each.number}`;
  const html = `${world.options.url()}/${world.fullName(repo)}/${each.pull ? 'pull' : 'issues'}/${each.number}`;
  return {
    id: each.id,
    node_id: nodeId('Issue', each.id),
    number: each.number,
    url: api(world, path),
    repository_url: api(world, `/repos/${world.fullName(repo)}`),
    comments_url: api(world, `${path}/comments`),
    labels_url: api(world, `${path}/labels{/name}`),
    events_url: api(world, `${path}/events`),
    html_url: html,
    title: each.title,
    body: each.body,
    state: each.state,
    state_reason: each.state === 'closed' ? 'completed' : null,
    locked: false,
    user: user(world, each.author),
    labels: labelsOf(world, repo, each),
    assignee: null,
    assignees: [],
    milestone: null,
    comments: each.comments.length,
    author_association: association(world, each.author),
    created_at: each.createdAt,
    updated_at: each.updatedAt,
    closed_at: each.state === 'closed' ? each.updatedAt : null,
    ...(each.pull ? { pull_request: { url: api(world, path.replace('/issues/', '/pulls/')), html_url: html } } : {}),
  };
}

export function comment(
  world: World,
  repo: model.RepositoryModel,
  issue_: model.IssueModel,
  each: model.CommentModel,
): Json {
  const path = `/repos/${world.fullName(repo)}/issues/comments/${each.id}`;
  return {
    id: each.id,
    node_id: nodeId('IssueComment', each.id),
    url: api(world, path),
    html_url: `${world.options.url()}/${world.fullName(repo)}/${issue_.pull ? 'pull' : 'issues'}/${issue_.number}#issuecomment-${each.id}`,
    issue_url: api(world, `/repos/${world.fullName(repo)}/issues/${issue_.number}`),
    user: user(world, each.author),
    body: each.body,
    created_at: each.createdAt,
    updated_at: each.updatedAt,
    author_association: association(world, each.author),
  };
}
