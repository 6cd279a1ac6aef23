import { atLeast, type Permission } from '../../domain/person.ts';
import { licenseOf } from '../license.ts';
import type * as model from '../model.ts';
import type { World } from '../world.ts';
import { api, type Json, links, nodeId, page } from './links.ts';
import { owner } from './people.ts';

/** GitHub's addresses of what belongs to a repository, below its own. */
const LINKS = {
  archive: '/{archive_format}{/ref}',
  assignees: '/assignees{/user}',
  blobs: '/git/blobs{/sha}',
  branches: '/branches{/branch}',
  collaborators: '/collaborators{/collaborator}',
  comments: '/comments{/number}',
  commits: '/commits{/sha}',
  compare: '/compare/{base}...{head}',
  contents: '/contents/{+path}',
  contributors: '/contributors',
  deployments: '/deployments',
  downloads: '/downloads',
  events: '/events',
  forks: '/forks',
  git_commits: '/git/commits{/sha}',
  git_refs: '/git/refs{/sha}',
  git_tags: '/git/tags{/sha}',
  hooks: '/hooks',
  issue_comment: '/issues/comments{/number}',
  issue_events: '/issues/events{/number}',
  issues: '/issues{/number}',
  keys: '/keys{/key_id}',
  labels: '/labels{/name}',
  languages: '/languages',
  merges: '/merges',
  milestones: '/milestones{/number}',
  notifications: '/notifications{?since,all,participating}',
  pulls: '/pulls{/number}',
  releases: '/releases{/id}',
  stargazers: '/stargazers',
  statuses: '/statuses/{sha}',
  subscribers: '/subscribers',
  subscription: '/subscription',
  tags: '/tags',
  teams: '/teams',
  trees: '/git/trees{/sha}',
};

export function repository(world: World, each: model.RepositoryModel): Json {
  const fullName = world.fullName(each);
  const html = page(world, `/${fullName}`);
  const url = api(world, `/repos/${fullName}`);
  const openIssues = [...each.issues.values()].filter(({ state }) => state === 'open').length;
  return {
    id: each.id,
    node_id: nodeId('Repository', each.id),
    name: each.name,
    full_name: fullName,
    private: each.visibility !== 'public',
    owner: owner(world),
    html_url: html,
    url,
    ...links(url, LINKS),
    clone_url: `${html}.git`,
    git_url: `${html.replace(/^https?:/, 'git:')}.git`,
    ssh_url: `git@${new URL(html).host}:${fullName}.git`,
    svn_url: html,
    mirror_url: null,
    homepage: null,
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
    has_discussions: false,
    has_downloads: true,
    allow_forking: false,
    web_commit_signoff_required: false,
    topics: each.topics,
    default_branch: each.git.head,
    open_issues_count: openIssues,
    open_issues: openIssues,
    stargazers_count: 0,
    watchers_count: 0,
    watchers: 0,
    forks_count: 0,
    forks: 0,
    language: null,
    license: licenseJson(each),
    size: 0,
    created_at: each.createdAt,
    updated_at: each.updatedAt,
    pushed_at: each.pushedAt,
    custom_properties: Object.fromEntries(each.properties),
  };
}

/** As one sees it who asks for this repository alone. */
export function repositoryProfile(world: World, each: model.RepositoryModel, permission: Permission): Json {
  return {
    ...repository(world, each),
    organization: owner(world),
    permissions: permissionsJson(permission),
    subscribers_count: 0,
    network_count: 0,
    allow_merge_commit: true,
    allow_squash_merge: false,
    allow_rebase_merge: false,
    allow_auto_merge: false,
    delete_branch_on_merge: false,
  };
}

/** GitHub's older names of what somebody may do. */
export function permissionsJson(permission: Permission): Json {
  const may = (needed: Permission) => atLeast(permission, needed);
  return {
    admin: may('admin'),
    maintain: may('maintain'),
    push: may('write'),
    triage: may('triage'),
    pull: may('read'),
  };
}

function licenseJson(each: model.RepositoryModel): Json | null {
  const spdxId = licenseOf(each.git);
  if (!spdxId) return null;
  return {
    key: spdxId === 'NOASSERTION' ? 'other' : spdxId.toLowerCase(),
    name: spdxId === 'NOASSERTION' ? 'Other' : spdxId,
    spdx_id: spdxId,
    url: null,
    node_id: nodeId('License', spdxId),
  };
}
