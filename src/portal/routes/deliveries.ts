import { type Context, Hono } from 'hono';
import type { DeliveryStatus } from '../../domain/delivery.ts';
import { sameLogin } from '../../domain/person.ts';
import type { Log } from '../../handlers/ports.ts';
import type { Deliveries } from '../../store/deliveries.ts';
import type { Store } from '../../store/store.ts';
import type { Identity } from '../login/identity.ts';
import type { Organization } from '../ports.ts';
import { viewerOf } from '../viewer.ts';
import { DELIVERY_STATUSES, deliveriesPage, deliveryPage, operatorsOnlyPage } from '../views/deliveries.ts';
import { notFoundPage } from '../views/project.ts';

export interface DeliveryPorts {
  readonly deliveries: Pick<Deliveries, 'list' | 'get' | 'retry' | 'discard'>;
  readonly audit: Pick<Store['audit'], 'ofDelivery'>;
  readonly organizations: () => Promise<readonly Organization[]>;
  /** Logins of an organisation's operators. */
  readonly operators: (organization: Organization) => Promise<readonly string[]>;
  readonly identity: Identity;
  /** People can log in, and are sent there. */
  readonly hasLogin: boolean;
  readonly log: Pick<Log, 'info'>;
}

const SHOWN = 100;

/** `/deliveries`: what came, what became of it and what it wrote, for the operators of its organisation; they have it tried again, or leave it be. */
export function deliveryRoutes(ports: DeliveryPorts): Hono {
  const { deliveries, audit, identity } = ports;
  const routes = new Hono();

  routes.get('/deliveries', (context) =>
    forOperators(context, async (installations) => {
      const status = statusOf(context.req.query('status'));
      return context.html(deliveriesPage(await deliveries.list({ status, installations, limit: SHOWN }), status));
    }),
  );

  routes.get('/deliveries/:id', (context) =>
    forOperators(context, async (installations) => {
      const found = await ofTheirs(context, installations);
      if (!found) return context.html(notFoundPage(), 404);
      return context.html(deliveryPage(found, await audit.ofDelivery(found.id)));
    }),
  );

  routes.post('/deliveries/:id/:verb{retry|discard}', (context) =>
    forOperators(context, async (installations, login) => {
      const found = await ofTheirs(context, installations);
      if (!found) return context.html(notFoundPage(), 404);
      const verb = context.req.param('verb') === 'retry' ? 'retry' : 'discard';
      // Where it has moved on meanwhile there is nothing to do: its page shows what it came to.
      const done = await deliveries[verb](found.id);
      ports.log.info({ delivery: found.id, operator: login, verb, done }, 'an operator decided about a delivery');
      return context.redirect(addressOf(found.id), 303);
    }),
  );
  return routes;

  /** @param show is given the installations that the viewer is an operator of, and who that is */
  async function forOperators(
    context: Context,
    show: (installations: readonly number[], login: string) => Promise<Response>,
  ): Promise<Response> {
    const login = await identity.loginOf(viewerOf(context));
    if (login === null && ports.hasLogin && context.req.method === 'GET') {
      const { pathname, search } = new URL(context.req.url);
      return context.redirect(`/login?${new URLSearchParams({ to: `${pathname}${search}` })}`);
    }
    const installations = login === null ? [] : await operatedBy(login);
    if (login === null || installations.length === 0) return context.html(operatorsOnlyPage(login), 403);
    return show(installations, login);
  }

  async function operatedBy(login: string): Promise<readonly number[]> {
    const own = await Promise.all(
      (await ports.organizations()).map(async (organization) => {
        const operators = await ports.operators(organization);
        return operators.some((each) => sameLogin(each, login)) ? [organization.installation] : [];
      }),
    );
    return own.flat();
  }

  async function ofTheirs(context: Context, installations: readonly number[]) {
    const found = await deliveries.get(context.req.param('id') ?? '');
    return found && found.installation !== null && installations.includes(found.installation) ? found : null;
  }
}

function statusOf(named: string | undefined): DeliveryStatus | undefined {
  return DELIVERY_STATUSES.find((each) => each === named);
}

function addressOf(id: string): string {
  return `/deliveries/${encodeURIComponent(id)}`;
}
