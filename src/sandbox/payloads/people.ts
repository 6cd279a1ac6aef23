import type * as model from '../model.ts';
import type { World } from '../world.ts';
import { api, type Json, nodeId } from './links.ts';

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

export function association(world: World, author: model.Actor): string {
  const person = world.people.get(author.login.toLowerCase());
  if (!person) return 'NONE';
  return person.role === 'outside' ? 'CONTRIBUTOR' : 'MEMBER';
}
