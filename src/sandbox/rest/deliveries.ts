import type { HookDelivery } from '../model.ts';
import { Refused } from '../refused.ts';
import type { World } from '../world.ts';
import { asApp } from './app.ts';
import { type Call, type Reply, type Route, route } from './router.ts';

/** The App's webhooks as they were sent, and once more where it asks. */
export const DELIVERY_ROUTES: readonly Route[] = [
  route('GET /app/hook/deliveries', asApp(list)),
  route(
    'GET /app/hook/deliveries/{delivery_id}',
    asApp((call) => {
      const found = deliveryOf(call);
      const { requestHeaders, responseHeaders, responseBody } = found;
      return {
        json: {
          ...itemJson(call.world, found),
          request: { headers: requestHeaders, payload: found.payload },
          response: { headers: responseHeaders, payload: responseBody },
        },
      };
    }),
  ),
  route(
    'POST /app/hook/deliveries/{delivery_id}/attempts',
    asApp((call) => {
      call.hooks.redeliver(deliveryOf(call).id);
      return { status: 202, json: {} };
    }),
  ),
];

/** Newest first. Pages are told apart by a cursor, since more are sent all the time: it names the delivery to go on below. */
function list({ world, hooks, query, path }: Call): Reply {
  const size = Math.min(100, Math.max(1, Number(query.get('per_page')) || 30));
  const cursor = query.get('cursor');
  const below = cursor === null ? Number.POSITIVE_INFINITY : Number(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (Number.isNaN(below)) throw new Refused(422, 'Invalid cursor');
  const status = query.get('status');
  if (status !== null && status !== 'success' && status !== 'failure') throw new Refused(422, 'Invalid status');
  const all = hooks.deliveries.filter(
    (each) => each.id < below && each.status !== 'pending' && (!status || isSuccess(each) === (status === 'success')),
  );
  const items = all.reverse().slice(0, size);
  const last = items.at(-1);
  const more = all.length > size && last;
  const next = new URL(`${world.options.url()}/api/v3${path}`);
  for (const [name, value] of query) next.searchParams.set(name, value);
  if (more) next.searchParams.set('cursor', Buffer.from(String(last.id)).toString('base64url'));
  return {
    json: items.map((each) => itemJson(world, each)),
    ...(more ? { headers: { link: `<${next}>; rel="next"` } } : {}),
  };
}

function isSuccess({ statusCode }: HookDelivery): boolean {
  return statusCode >= 200 && statusCode < 400;
}

function deliveryOf({ hooks, params }: Call): HookDelivery {
  const found = hooks.deliveries.find(({ id }) => id === Number(params.delivery_id));
  if (!found) throw new Refused(404, 'Not Found');
  return found;
}

function itemJson(world: World, each: HookDelivery): Record<string, unknown> {
  const [, name = ''] = each.repository?.split('/') ?? [];
  return {
    id: each.id,
    guid: each.guid,
    delivered_at: each.deliveredAt,
    redelivery: each.redelivery,
    duration: each.duration,
    status: each.status,
    status_code: each.statusCode,
    event: each.event,
    action: each.action,
    installation_id: world.installation.id,
    repository_id: world.repositories.get(name.toLowerCase())?.id ?? null,
    throttled_at: null,
  };
}
