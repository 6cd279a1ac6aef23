import { quotaOf } from '../limits.ts';
import * as payloads from '../payloads/index.ts';
import { Refused } from '../refused.ts';
import { type Call, type Route, route } from './router.ts';

function asApp(call: Call): void {
  if (call.caller.kind !== 'app') throw new Refused(401, 'A JSON web token could not be decoded');
}

export const APP_ROUTES: readonly Route[] = [
  route('GET /app', (call) => {
    asApp(call);
    const slug = call.world.bot.login.replace('[bot]', '');
    return {
      json: {
        id: 1,
        slug,
        node_id: 'QQ',
        name: 'Innkeeper',
        owner: payloads.organization(call.world),
        description: null,
        external_url: '',
        html_url: `${call.world.options.url()}/apps/${slug}`,
        permissions: {},
        events: [],
        created_at: call.world.now(),
        updated_at: call.world.now(),
      },
    };
  }),
  route('GET /app/installations', (call) => {
    asApp(call);
    return { page: [payloads.installation(call.world)] };
  }),
  route('GET /orgs/{org}/installation', (call) => {
    asApp(call);
    return { json: payloads.installation(call.world) };
  }),
  route('POST /app/installations/{id}/access_tokens', (call) => {
    asApp(call);
    if (Number(call.params.id) !== call.world.installation.id) throw new Refused(404, 'Not Found');
    const { token, expiresAt } = call.access.issue();
    return {
      status: 201,
      json: { token, expires_at: expiresAt.toISOString(), permissions: {}, repository_selection: 'all' },
    };
  }),
  route('GET /installation/repositories', ({ world, caller }) => {
    if (caller.kind !== 'installation')
      throw new Refused(403, 'You must authenticate with an installation access token in order to list repositories.');
    const repositories = [...world.repositories.values()].map((each) => payloads.repository(world, each));
    return { json: { total_count: repositories.length, repositories } };
  }),
  route('GET /app/hook/deliveries', (call) => {
    asApp(call);
    return { page: [...call.hooks.deliveries].reverse().map((each) => deliveryJson(each)) };
  }),
  route('GET /app/hook/deliveries/{id}', (call) => {
    asApp(call);
    const found = call.hooks.deliveries.find(({ id }) => id === Number(call.params.id));
    if (!found) throw new Refused(404, 'Not Found');
    return {
      json: {
        ...deliveryJson(found),
        request: { headers: {}, payload: found.payload },
        response: { headers: {}, payload: '' },
      },
    };
  }),
  route('POST /app/hook/deliveries/{id}/attempts', (call) => {
    asApp(call);
    if (!call.hooks.redeliver(Number(call.params.id))) throw new Refused(404, 'Not Found');
    return { status: 202, json: {} };
  }),
  route('GET /rate_limit', ({ world, caller, limits }) => {
    const quota = quotaOf(caller.kind, world.repositories.size, world.people.size);
    const state = (kind: 'rest' | 'graphql') => limits.state({ who: caller.actor.login, kind, quota });
    return {
      json: {
        resources: { core: state('rest'), search: state('rest'), graphql: state('graphql') },
        rate: state('rest'),
      },
    };
  }),
  route('GET /meta', () => ({ json: { verifiable_password_authentication: false } })),
];

type Delivery = Call['hooks']['deliveries'][number];

function deliveryJson(each: Delivery): Record<string, unknown> {
  return {
    id: each.id,
    guid: each.guid,
    delivered_at: each.deliveredAt,
    redelivery: each.redelivery,
    duration: 0.1,
    status: each.status,
    status_code: each.statusCode,
    event: each.event,
    action: each.action,
    installation_id: null,
    repository_id: null,
  };
}
