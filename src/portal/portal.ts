import { Hono, type NotFoundHandler } from 'hono';
import { csrf } from 'hono/csrf';
import { secureHeaders } from 'hono/secure-headers';
import type { ProjectSnapshot } from '../domain/snapshot.ts';
import { failureAnswer } from './failure.ts';
import { createInsights } from './insights.ts';
import { createKept } from './kept.ts';
import { createIdentity } from './login/identity.ts';
import { loginRoutes } from './login/routes.ts';
import { createSessions } from './login/session.ts';
import { originOf } from './origin.ts';
import { createDesk } from './packages/desk.ts';
import type { PortalPorts } from './ports.ts';
import { createCatalogue } from './projects.ts';
import { apiRoutes } from './routes/api.ts';
import { deliveryRoutes } from './routes/deliveries.ts';
import { exportRoutes } from './routes/exports.ts';
import { npmRoutes } from './routes/npm.ts';
import { pageRoutes } from './routes/pages.ts';
import { pythonRoutes } from './routes/python.ts';
import { createShelves } from './shelves.ts';
import { createTurnstile } from './turnstile.ts';
import { createAccess, forThisViewer } from './viewer.ts';
import { noLoginPage } from './views/account.ts';
import { notFoundPage } from './views/project.ts';

/** Many may ask at once, and of a large organisation it takes a while to look what has changed. */
const LIST_KEPT_MS = 1_000;

/** For whatever stands above: a mounted portal can't say what isn't there. */
export const notFound: NotFoundHandler = (context) => context.html(notFoundPage(), 404);

/** The catalogue for people, and the packages for their package managers. */
export function createPortal(ports: PortalPorts): Hono {
  const turnstile = createTurnstile(ports.now);
  const access = createAccess({ ...ports, turnstile });
  const identity = createIdentity({ ...ports, turnstile });
  const list = createKept<readonly ProjectSnapshot[]>(LIST_KEPT_MS, 1, ports.now);
  const projects = () => list.get('all', ports.projects);
  const catalogue = createCatalogue(projects, access);
  const insights = createInsights({ ...ports, catalogue });
  const shelves = createShelves({
    ...ports,
    registries: async () => (await ports.organizations()).flatMap((each) => each.registries),
  });
  const desk = createDesk({ ...ports, shelves, access });
  const routes = new Hono();
  routes.use(
    '*',
    secureHeaders({ contentSecurityPolicy: { defaultSrc: ["'none'"], styleSrc: ["'self'"], formAction: ["'self'"] } }),
  );
  routes.use('*', forThisViewer);
  routes.use('*', csrf({ origin: (origin, context) => origin === originOf(context) }));
  if (ports.login) {
    const { client, secret } = ports.login;
    const sessions = createSessions({ ...ports, secret });
    routes.use('*', sessions.recognise);
    routes.route('/', loginRoutes({ ...ports, client, secret, sessions, identity, turnstile }));
  } else {
    routes.get('/login', (context) => context.html(noLoginPage(), 404));
  }
  routes.onError(failureAnswer(ports.log));
  return routes
    .route('/', pageRoutes({ ...ports, catalogue, shelves, insights }))
    .route('/', apiRoutes({ ...ports, catalogue, insights }))
    .route('/', exportRoutes(catalogue, ports.now))
    .route('/', deliveryRoutes({ ...ports, identity, hasLogin: ports.login !== null }))
    .route('/', pythonRoutes({ desk, shelves, projects }))
    .route('/', npmRoutes(desk));
}
