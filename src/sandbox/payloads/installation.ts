import type { World } from '../world.ts';
import { api, type Json, nodeId, page } from './links.ts';
import { owner } from './people.ts';

/** What app.yml asks for. */
export const APP_PERMISSIONS = {
  checks: 'write',
  contents: 'write',
  issues: 'write',
  metadata: 'read',
  pull_requests: 'write',
  merge_queues: 'read',
  members: 'read',
  organization_custom_properties: 'write',
} as const;

const APP_EVENTS = [
  'check_run',
  'check_suite',
  'issue_comment',
  'member',
  'membership',
  'merge_group',
  'organization',
  'pull_request',
  'push',
  'release',
  'repository',
  'team',
];

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
    permissions: APP_PERMISSIONS,
    events: APP_EVENTS,
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
    permissions: APP_PERMISSIONS,
    events: APP_EVENTS,
    created_at: world.createdAt,
    updated_at: world.createdAt,
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: null,
    suspended_at: state === 'suspended' ? world.now() : null,
  };
}
