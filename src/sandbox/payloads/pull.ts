import type * as model from '../model.ts';
import type { World } from '../world.ts';
import { issue } from './issue.ts';
import { api, type Json, nodeId } from './links.ts';
import { organization, team, user } from './people.ts';
import { repository } from './repository.ts';

function end(world: World, repo: model.RepositoryModel, ref: string, sha: string): Json {
  return {
    label: `${world.organization.login}:${ref}`,
    ref,
    sha,
    user: { ...organization(world), type: 'Organization' },
    repo: repository(world, repo),
  };
}

export function pull(world: World, repo: model.RepositoryModel, each: model.IssueModel): Json {
  const found = each.pull;
  if (!found) return {};
  const baseSha = repo.git.resolve(`refs/heads/${found.base}`) ?? '';
  const { pull_request: _, comments_url, ...shared } = issue(world, repo, each);
  const path = `/repos/${world.fullName(repo)}/pulls/${each.number}`;
  const html = `${world.options.url()}/${world.fullName(repo)}/pull/${each.number}`;
  return {
    ...shared,
    node_id: nodeId('PullRequest', each.id),
    url: api(world, path),
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: api(world, path.replace('/pulls/', '/issues/')),
    comments_url,
    commits_url: api(world, `${path}/commits`),
    review_comments_url: api(world, `${path}/comments`),
    review_comment_url: api(world, `/repos/${world.fullName(repo)}/pulls/comments{/number}`),
    statuses_url: api(world, `/repos/${world.fullName(repo)}/statuses/${found.headSha}`),
    draft: found.draft,
    merged: found.merged,
    merged_at: found.merged ? each.updatedAt : null,
    merge_commit_sha: found.mergeCommit,
    mergeable: null,
    requested_reviewers: [...found.requestedUsers].map((login) => user(world, world.person(login))),
    requested_teams: [...found.requestedTeams].map((slug) => team(world, world.team(slug))),
    head: end(world, repo, found.head, found.headSha),
    base: end(world, repo, found.base, baseSha),
    auto_merge: null,
    _links: {},
  };
}

export function review(world: World, each: model.ReviewModel): Json {
  return {
    id: each.id,
    node_id: nodeId('PullRequestReview', each.id),
    user: user(world, each.author),
    body: each.body,
    state: each.state,
    submitted_at: each.submittedAt,
    commit_id: each.commit,
  };
}
