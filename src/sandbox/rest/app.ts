import { quotaOf } from '../limits.ts';
import * as payloads from '../payloads/index.ts';
import { Refused } from '../refused.ts';
import { type Call, type Handler, onOrganisation, type Route, route } from './router.ts';

/** For the App itself, by its JWT. */
export function asApp(handle: Handler): Handler {
  return (call) => {
    if (call.caller.kind !== 'app') throw new Refused(401, 'A JSON web token could not be decoded');
    return handle(call);
  };
}

const installationJson: Handler = ({ world }) => ({ json: payloads.installation(world) });

function assertInstallation({ world, params }: Call): void {
  const { id, state } = world.installation;
  if (Number(params.installation_id) !== id || state === 'deleted') throw new Refused(404, 'Not Found');
}

/** People see through an installation what they see anyway. */
function visibleTo({ world, caller }: Call): unknown[] {
  return [...world.repositories.values()].flatMap((each) => {
    const permission = caller.kind === 'installation' ? 'write' : world.permission(caller.actor, each);
    if (permission === 'none') return [];
    return [{ ...payloads.repository(world, each), permissions: payloads.permissionsJson(permission) }];
  });
}

export const APP_ROUTES: readonly Route[] = [
  route(
    'GET /app',
    asApp(({ world }) => ({ json: payloads.app(world) })),
  ),
  route(
    'GET /app/installations',
    asApp(({ world }) => ({ page: world.installation.state === 'deleted' ? [] : [payloads.installation(world)] })),
  ),
  route(
    'GET /app/installations/{installation_id}',
    asApp((call) => {
      assertInstallation(call);
      return installationJson(call);
    }),
  ),
  onOrganisation('GET /orgs/{org}/installation', 'anyone', asApp(installationJson)),
  route(
    'GET /repos/{owner}/{repo}/installation',
    asApp((call) => {
      call.world.repository(call.params.owner ?? '', call.params.repo ?? '');
      return installationJson(call);
    }),
  ),
  route(
    'POST /app/installations/{installation_id}/access_tokens',
    asApp((call) => {
      assertInstallation(call);
      if (call.world.installation.state === 'suspended') throw new Refused(403, 'This installation has been suspended');
      const { token, expiresAt } = call.access.issue();
      const json = {
        token,
        expires_at: expiresAt.toISOString().replace(/\.\d+Z$/, 'Z'),
        permissions: call.world.appPermissions,
        repository_selection: 'all',
      };
      return { status: 201, json };
    }),
  ),
  route('GET /installation/repositories', (call) => {
    if (call.caller.kind !== 'installation')
      throw new Refused(403, 'You must authenticate with an installation access token in order to list repositories.');
    return { page: visibleTo(call), pageName: 'repositories' };
  }),
  route('GET /user/installations', ({ world, caller }) => {
    if (caller.kind !== 'person') throw new Refused(401, 'Requires authentication');
    return { page: [payloads.installation(world)], pageName: 'installations' };
  }),
  route('GET /user/installations/{installation_id}/repositories', (call) => {
    if (call.caller.kind !== 'person') throw new Refused(401, 'Requires authentication');
    assertInstallation(call);
    return { page: visibleTo(call), pageName: 'repositories' };
  }),
  route('GET /rate_limit', ({ world, caller, limits }) => {
    const quota = quotaOf(caller.kind, world.repositories.size, world.people.size);
    const state = (kind: 'rest' | 'graphql') => limits.state({ who: caller.actor.login, kind, quota });
    const core = state('rest');
    return { json: { resources: { core, search: core, graphql: state('graphql') }, rate: core } };
  }),
  route('GET /meta', () => ({ json: { verifiable_password_authentication: false } })),
];
