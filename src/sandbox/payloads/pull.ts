import type * as model from '../model.ts';
import type { World } from '../world.ts';
import { issueFields } from './issue.ts';
import { api, type Json, nodeId, page } from './links.ts';
import { association, owner, team, user } from './people.ts';
import { repository } from './repository.ts';

function end(world: World, repo: model.RepositoryModel, ref: string, sha: string): Json {
  return {
    label: `${world.organization.login}:${ref}`,
    ref,
    sha,
    user: owner(world),
    repo: repository(world, repo),
  };
}

/** As lists show it. */
export function simplePull(world: World, repo: model.RepositoryModel, each: model.PullRequestModel): Json {
  const { pull: found } = each;
  const path = `/repos/${world.fullName(repo)}`;
  const url = api(world, `${path}/pulls/${each.number}`);
  const issueUrl = api(world, `${path}/issues/${each.number}`);
  const html = page(world, `/${world.fullName(repo)}/pull/${each.number}`);
  const addresses = {
    self: url,
    html,
    issue: issueUrl,
    comments: `${issueUrl}/comments`,
    review_comments: `${url}/comments`,
    review_comment: api(world, `${path}/pulls/comments{/number}`),
    commits: `${url}/commits`,
    statuses: api(world, `${path}/statuses/${found.headSha}`),
  };
  return {
    ...issueFields(world, repo, each),
    node_id: nodeId('PullRequest', each.id),
    url,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: issueUrl,
    comments_url: addresses.comments,
    commits_url: addresses.commits,
    review_comments_url: addresses.review_comments,
    review_comment_url: addresses.review_comment,
    statuses_url: addresses.statuses,
    draft: found.draft,
    merged_at: found.merged ? each.updatedAt : null,
    merge_commit_sha: found.mergeCommit,
    requested_reviewers: [...found.requestedUsers].map((login) => user(world, world.person(login))),
    requested_teams: [...found.requestedTeams].map((slug) => team(world, world.team(slug))),
    head: end(world, repo, found.head, found.headSha),
    base: end(world, repo, found.base, found.baseSha),
    auto_merge: null,
    _links: Object.fromEntries(Object.entries(addresses).map(([name, href]) => [name, { href }])),
  };
}

/** As one sees it who asks for it alone. Whether it can be merged GitHub finds out later, and so never tells in a webhook. */
export function pull(world: World, repo: model.RepositoryModel, each: model.PullRequestModel): Json {
  const { merged, mergedBy, headSha, baseSha } = each.pull;
  const start = repo.git.mergeBase(baseSha, headSha) ?? headSha;
  const changes = repo.git.changes(start, headSha);
  const sum = (of: 'additions' | 'deletions') => changes.reduce((total, change) => total + change[of], 0);
  return {
    ...simplePull(world, repo, each),
    merged,
    merged_by: mergedBy ? user(world, mergedBy) : null,
    mergeable: null,
    rebaseable: null,
    mergeable_state: 'unknown',
    comments: each.comments.length,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: repo.git.count(`${start}..${headSha}`),
    additions: sum('additions'),
    deletions: sum('deletions'),
    changed_files: changes.length,
  };
}

/** @returns REST's words; webhooks write `state` small */
export function review(
  world: World,
  repo: model.RepositoryModel,
  owner_: model.PullRequestModel,
  each: model.ReviewModel,
): Json {
  const pullUrl = api(world, `/repos/${world.fullName(repo)}/pulls/${owner_.number}`);
  const html = page(world, `/${world.fullName(repo)}/pull/${owner_.number}#pullrequestreview-${each.id}`);
  return {
    id: each.id,
    node_id: nodeId('PullRequestReview', each.id),
    user: user(world, each.author),
    body: each.body,
    state: each.state,
    html_url: html,
    pull_request_url: pullUrl,
    _links: { html: { href: html }, pull_request: { href: pullUrl } },
    commit_id: each.commit,
    submitted_at: each.submittedAt,
    author_association: association(world, each.author),
  };
}
