import { MANIFEST } from '../manifest.ts';
import type { World } from '../world.ts';
import { api, type Json, nodeId, page } from './links.ts';
import { owner } from './people.ts';

const slugOf = (world: World) => world.bot.login.replace('[bot]', '');

export function app(world: World): Json {
  const slug = slugOf(world);
  return {
    id: 1,
    slug,
    client_id: world.oauth.clientId,
    node_id: nodeId('App', 1),
    owner: owner(world),
    name: 'Innkeeper',
    description: null,
    external_url: page(world, '/'),
    html_url: page(world, `/apps/${slug}`),
    created_at: world.createdAt,
    updated_at: world.createdAt,
    permissions: world.appPermissions,
    events: MANIFEST.default_events,
  };
}

export function installation(world: World): Json {
  const { login } = world.organization;
  const { id, state } = world.installation;
  return {
    id,
    client_id: world.oauth.clientId,
    account: owner(world),
    repository_selection: 'all',
    access_tokens_url: api(world, `/app/installations/${id}/access_tokens`),
    repositories_url: api(world, '/installation/repositories'),
    html_url: page(world, `/organizations/${login}/settings/installations/${id}`),
    app_id: 1,
    app_slug: slugOf(world),
    target_id: world.organization.id,
    target_type: 'Organization',
    permissions: world.appPermissions,
    events: MANIFEST.default_events,
    created_at: world.createdAt,
    updated_at: world.createdAt,
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: null,
    suspended_at: state === 'suspended' ? world.now() : null,
  };
}
