import type * as model from '../model.ts';
import type { World } from '../world.ts';
import { api, type Json, nodeId } from './links.ts';
import { organization } from './people.ts';

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
