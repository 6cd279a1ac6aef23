import type * as model from '../model.ts';
import type { World } from '../world.ts';
import { api, type Json, links, nodeId, page } from './links.ts';

export function user(world: World, { login, id, type }: model.Actor): Json {
  return account(world, login, id, type);
}

/** The organisation, where GitHub describes it as it does a user: as an owner. */
export function owner(world: World): Json {
  const { login, id } = world.organization;
  return account(world, login, id, 'Organization');
}

function account(world: World, login: string, id: number, type: model.Actor['type'] | 'Organization'): Json {
  const url = api(world, `/users/${encodeURIComponent(login)}`);
  return {
    login,
    id,
    node_id: nodeId(type, id),
    avatar_url: page(world, `/avatars/${encodeURIComponent(login)}`),
    gravatar_id: '',
    url,
    html_url: page(world, type === 'Bot' ? `/apps/${login.replace('[bot]', '')}` : `/${login}`),
    ...links(url, {
      followers: '/followers',
      following: '/following{/other_user}',
      gists: '/gists{/gist_id}',
      starred: '/starred{/owner}{/repo}',
      subscriptions: '/subscriptions',
      organizations: '/orgs',
      repos: '/repos',
      events: '/events{/privacy}',
      received_events: '/received_events',
    }),
    type,
    site_admin: false,
  };
}

/** With what a profile shows; the sandbox's people keep no more than a name there. */
export function profile(world: World, person: model.Person): Json {
  return {
    ...user(world, person),
    user_view_type: 'public',
    name: person.name,
    company: null,
    blog: '',
    location: null,
    email: null,
    hireable: null,
    bio: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: world.createdAt,
    updated_at: world.createdAt,
  };
}

export function organization(world: World): Json {
  const { login, id } = world.organization;
  const url = api(world, `/orgs/${login}`);
  return {
    login,
    id,
    node_id: nodeId('Organization', id),
    url,
    ...links(url, {
      repos: '/repos',
      events: '/events',
      hooks: '/hooks',
      issues: '/issues',
      members: '/members{/member}',
      public_members: '/public_members{/member}',
    }),
    avatar_url: page(world, `/avatars/${login}`),
    description: null,
  };
}

export function organizationProfile(world: World): Json {
  const repositories = [...world.repositories.values()];
  return {
    ...organization(world),
    name: world.organization.login,
    has_organization_projects: false,
    has_repository_projects: false,
    public_repos: repositories.filter(({ visibility }) => visibility === 'public').length,
    public_gists: 0,
    followers: 0,
    following: 0,
    html_url: page(world, `/${world.organization.login}`),
    type: 'Organization',
    default_repository_permission: world.basePermission,
    created_at: world.createdAt,
    updated_at: world.createdAt,
    archived_at: null,
  };
}

export function team(world: World, each: model.TeamModel): Json {
  const parent = each.parent ? world.teams.get(each.parent.toLowerCase()) : undefined;
  return { ...simpleTeam(world, each), parent: parent ? simpleTeam(world, parent) : null };
}

function simpleTeam(world: World, each: model.TeamModel): Json {
  const url = api(world, `/organizations/${world.organization.id}/team/${each.id}`);
  return {
    id: each.id,
    node_id: nodeId('Team', each.id),
    name: each.name,
    slug: each.slug,
    description: null,
    privacy: 'closed',
    notification_setting: 'notifications_enabled',
    permission: 'pull',
    type: 'organization',
    organization_id: world.organization.id,
    url,
    html_url: page(world, `/orgs/${world.organization.login}/teams/${each.slug}`),
    ...links(url, { members: '/members{/member}', repositories: '/repos' }),
  };
}

export function teamProfile(world: World, each: model.TeamModel): Json {
  return {
    ...team(world, each),
    members_count: world.membersOf(each).length,
    repos_count: [...world.repositories.values()].filter((one) => world.teamPermission(each, one) !== 'none').length,
    created_at: world.createdAt,
    updated_at: world.createdAt,
    organization: organizationProfile(world),
  };
}

export function association(world: World, author: model.Actor): string {
  const person = world.people.get(author.login.toLowerCase());
  if (!person) return 'NONE';
  return person.role === 'outside' ? 'CONTRIBUTOR' : 'MEMBER';
}
