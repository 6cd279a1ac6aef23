import type * as model from './model.ts';
import type { World } from './world.ts';

/** GitHub's JSON for what the world holds: the same in REST answers and in webhooks. */

type Json = Record<string, unknown>;

export function api(world: World, path: string): string {
  return `${world.options.url()}/api/v3${path}`;
}

function nodeId(kind: string, id: number): string {
  return Buffer.from(`${kind}:${id}`).toString('base64url');
}

export function user(world: World, actor: model.Actor): Json {
  const { login, id, type } = actor;
  return {
    login,
    id,
    node_id: nodeId('User', id),
    avatar_url: `${world.options.url()}/avatars/${login}`,
    url: api(world, `/users/${login}`),
    html_url: `${world.options.url()}/${login}`,
    type,
    site_admin: false,
  };
}

export function organization(world: World): Json {
  const { login, id } = world.organization;
  return {
    login,
    id,
    node_id: nodeId('Organization', id),
    url: api(world, `/orgs/${login}`),
    avatar_url: `${world.options.url()}/avatars/${login}`,
    description: null,
  };
}

export function team(world: World, each: model.TeamModel): Json {
  const { login } = world.organization;
  return {
    id: each.id,
    node_id: nodeId('Team', each.id),
    name: each.name,
    slug: each.slug,
    description: null,
    privacy: 'closed',
    notification_setting: 'notifications_enabled',
    permission: 'pull',
    url: api(world, `/organizations/${world.organization.id}/team/${each.id}`),
    html_url: `${world.options.url()}/orgs/${login}/teams/${each.slug}`,
    members_url: api(world, `/organizations/${world.organization.id}/team/${each.id}/members{/member}`),
    repositories_url: api(world, `/organizations/${world.organization.id}/team/${each.id}/repos`),
    parent: null,
  };
}

export function repository(world: World, each: model.RepositoryModel): Json {
  const fullName = world.fullName(each);
  const html = `${world.options.url()}/${fullName}`;
  return {
    id: each.id,
    node_id: nodeId('Repository', each.id),
    name: each.name,
    full_name: fullName,
    private: each.visibility !== 'public',
    owner: {
      ...organization(world),
      type: 'Organization',
      site_admin: false,
      html_url: `${world.options.url()}/${world.organization.login}`,
    },
    html_url: html,
    url: api(world, `/repos/${fullName}`),
    clone_url: `${html}.git`,
    git_url: `${html}.git`,
    ssh_url: `${html}.git`,
    description: each.description,
    fork: false,
    visibility: each.visibility,
    archived: each.archived,
    disabled: false,
    is_template: false,
    has_issues: each.hasIssues,
    has_wiki: false,
    has_projects: false,
    has_pages: false,
    has_downloads: true,
    topics: each.topics,
    default_branch: each.git.head,
    open_issues_count: [...each.issues.values()].filter(({ state }) => state === 'open').length,
    stargazers_count: 0,
    watchers_count: 0,
    forks_count: 0,
    language: null,
    license: null,
    size: 0,
    created_at: each.createdAt,
    updated_at: world.now(),
    pushed_at: world.now(),
    custom_properties: Object.fromEntries(each.properties),
  };
}

export function installation(world: World): Json {
  const { login } = world.organization;
  return {
    id: world.installation.id,
    account: { ...organization(world), type: 'Organization' },
    repository_selection: 'all',
    access_tokens_url: api(world, `/app/installations/${world.installation.id}/access_tokens`),
    repositories_url: api(world, '/installation/repositories'),
    html_url: `${world.options.url()}/organizations/${login}/settings/installations/${world.installation.id}`,
    app_id: 1,
    app_slug: world.bot.login.replace('[bot]', ''),
    target_id: world.organization.id,
    target_type: 'Organization',
    permissions: {},
    events: [],
    created_at: world.now(),
    updated_at: world.now(),
    single_file_name: null,
    suspended_by: null,
    suspended_at: null,
  };
}

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

export function association(world: World, author: model.Actor): string {
  const person = world.people.get(author.login.toLowerCase());
  if (!person) return 'NONE';
  return person.role === 'outside' ? 'CONTRIBUTOR' : 'MEMBER';
}

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

export function review(world: World, each: model.ReviewModel): Json {
  return {
    id: each.id,
    node_id: nodeId('PullRequestReview', each.id),
    user: user(world, each.author),
    body: each.body,
    state: each.state,
    submitted_at: each.submittedAt,
  };
}

export function check(world: World, repo: model.RepositoryModel, each: model.CheckModel): Json {
  const pulls = [...repo.issues.values()].filter(({ pull: found }) => found?.headSha === each.sha);
  return {
    id: each.id,
    node_id: nodeId('CheckRun', each.id),
    name: each.name,
    head_sha: each.sha,
    external_id: each.externalId ?? '',
    status: each.status,
    conclusion: each.conclusion,
    url: api(world, `/repos/${world.fullName(repo)}/check-runs/${each.id}`),
    html_url: `${world.options.url()}/${world.fullName(repo)}/runs/${each.id}`,
    details_url: null,
    started_at: each.startedAt,
    completed_at: each.conclusion ? each.startedAt : null,
    output: {
      title: each.title,
      summary: each.summary,
      text: null,
      annotations_count: each.annotations.length,
      annotations_url: api(world, `/repos/${world.fullName(repo)}/check-runs/${each.id}/annotations`),
    },
    check_suite: { id: each.id },
    app: { id: 1, slug: world.bot.login.replace('[bot]', ''), name: 'Innkeeper' },
    pull_requests: pulls.map((found) => ({
      id: found.id,
      number: found.number,
      url: api(world, `/repos/${world.fullName(repo)}/pulls/${found.number}`),
      head: { ref: found.pull?.head, sha: each.sha, repo: { id: repo.id, url: '', name: repo.name } },
      base: {
        ref: found.pull?.base,
        sha: repo.git.resolve(`refs/heads/${found.pull?.base}`),
        repo: { id: repo.id, url: '', name: repo.name },
      },
    })),
  };
}

export function release(world: World, repo: model.RepositoryModel, each: model.ReleaseModel): Json {
  const path = `/repos/${world.fullName(repo)}/releases/${each.id}`;
  return {
    id: each.id,
    node_id: nodeId('Release', each.id),
    url: api(world, path),
    html_url: `${world.options.url()}/${world.fullName(repo)}/releases/tag/${encodeURIComponent(each.tag)}`,
    assets_url: api(world, `${path}/assets`),
    upload_url: `${api(world, `${path}/assets`)}{?name,label}`,
    tag_name: each.tag,
    target_commitish: repo.git.head,
    name: each.name,
    body: each.body,
    draft: each.draft,
    prerelease: each.prerelease,
    author: user(world, each.author),
    created_at: each.createdAt,
    published_at: each.publishedAt,
    tarball_url: api(world, `/repos/${world.fullName(repo)}/tarball/${each.tag}`),
    zipball_url: api(world, `/repos/${world.fullName(repo)}/zipball/${each.tag}`),
    assets: each.assets.map((asset) => assetOf(world, repo, each, asset)),
  };
}

export function assetOf(
  world: World,
  repo: model.RepositoryModel,
  owner: model.ReleaseModel,
  asset: model.AssetModel,
): Json {
  return {
    id: asset.id,
    node_id: nodeId('ReleaseAsset', asset.id),
    url: api(world, `/repos/${world.fullName(repo)}/releases/assets/${asset.id}`),
    browser_download_url: `${world.options.url()}/${world.fullName(repo)}/releases/download/${owner.tag}/${asset.name}`,
    name: asset.name,
    label: null,
    state: 'uploaded',
    content_type: asset.contentType,
    size: asset.content.length,
    digest: `sha256:${asset.sha256}`,
    download_count: 0,
    created_at: owner.createdAt,
    updated_at: owner.createdAt,
    uploader: user(world, owner.author),
  };
}

const ZERO = '0'.repeat(40);

export function push(
  world: World,
  repo: model.RepositoryModel,
  moved: { ref: string; from: string | null; to: string | null; actor: model.Actor },
): Json {
  const { ref, from, to, actor } = moved;
  const commits = to && ref.startsWith('refs/heads/') ? commitsBetween(world, repo, from, to) : [];
  return {
    ref,
    before: from ?? ZERO,
    after: to ?? ZERO,
    created: from === null,
    deleted: to === null,
    forced: false,
    base_ref: null,
    compare: `${world.options.url()}/${world.fullName(repo)}/compare`,
    commits,
    head_commit: commits.at(-1) ?? null,
    pusher: { name: actor.login, email: null },
  };
}

function commitsBetween(world: World, repo: model.RepositoryModel, from: string | null, to: string): Json[] {
  const range = from ? `${from}..${to}` : to;
  const oids = repo.git.text(['rev-list', '--reverse', '--max-count=20', range]).split('\n').filter(Boolean);
  return oids.map((oid) => {
    const commit = repo.git.commit(oid);
    const [parent] = commit.parents;
    const changes = parent
      ? repo.git.changes(parent, oid)
      : repo.git
          .entries(commit.tree)
          .filter(({ type }) => type === 'blob')
          .map(({ path }) => ({ path, status: 'added' as const }));
    const paths = (status: string) => changes.filter((each) => each.status === status).map(({ path }) => path);
    const author = { name: commit.author.name, email: commit.author.email, username: commit.author.name };
    return {
      id: oid,
      tree_id: commit.tree,
      distinct: true,
      message: commit.message,
      timestamp: commit.author.date,
      url: `${world.options.url()}/${world.fullName(repo)}/commit/${oid}`,
      author,
      committer: author,
      added: [...paths('added'), ...paths('renamed')],
      removed: paths('removed'),
      modified: paths('modified'),
    };
  });
}
