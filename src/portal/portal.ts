import { randomUUID } from 'node:crypto';
import { Hono, type NotFoundHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { RetryableError } from '../domain/retryable-error.ts';
import type { ProjectSnapshot } from '../domain/snapshot.ts';
import { createInsights } from './insights.ts';
import { createKept } from './kept.ts';
import { createDesk } from './packages/desk.ts';
import type { PortalPorts } from './ports.ts';
import { createCatalogue } from './projects.ts';
import { apiRoutes } from './routes/api.ts';
import { exportRoutes } from './routes/exports.ts';
import { npmRoutes } from './routes/npm.ts';
import { pageRoutes } from './routes/pages.ts';
import { pythonRoutes } from './routes/python.ts';
import { createShelves } from './shelves.ts';
import { TooManyTokens } from './turnstile.ts';
import { createAccess, forThisViewer } from './viewer.ts';
import { notFoundPage } from './views/project.ts';

/** Many may ask at once, and of a large organisation it takes a while to look what has changed. */
const LIST_KEPT_MS = 1_000;

/** For whatever stands above: a mounted portal can't say what isn't there. */
export const notFound: NotFoundHandler = (context) => context.html(notFoundPage(), 404);

/** The catalogue for people, and the packages for their package managers. */
export function createPortal(ports: PortalPorts): Hono {
  const access = createAccess(ports);
  const list = createKept<readonly ProjectSnapshot[]>(LIST_KEPT_MS, 1, ports.now);
  const projects = () => list.get('all', ports.projects);
  const catalogue = createCatalogue(projects, access);
  const insights = createInsights({ ...ports, catalogue });
  const shelves = createShelves({
    ...ports,
    registries: async () => (await ports.organizations()).map(({ registry }) => registry),
  });
  const desk = createDesk({ ...ports, shelves, access });
  const routes = new Hono();
  routes.use(
    '*',
    secureHeaders({ contentSecurityPolicy: { defaultSrc: ["'none'"], styleSrc: ["'self'"], formAction: ["'self'"] } }),
  );
  routes.use('*', forThisViewer);
  routes.onError((error, context) => {
    if (error instanceof RetryableError) {
      context.header('Retry-After', '30');
      return context.text('GitHub doesn’t answer just now. Try again in half a minute.\n', 503);
    }
    if (error instanceof TooManyTokens) {
      context.header('Retry-After', '60');
      return context.text('Too many tokens that GitHub may not know were brought here. Try again in a minute.\n', 429);
    }
    const id = randomUUID();
    ports.log.error({ err: error, id, path: context.req.path }, 'the portal failed');
    return context.text(`Something went wrong here. Tell the operators of Innkeeper this number: ${id}\n`, 500);
  });
  return routes
    .route('/', pageRoutes({ ...ports, catalogue, shelves, insights }))
    .route('/', apiRoutes(catalogue, insights))
    .route('/', exportRoutes(catalogue))
    .route('/', pythonRoutes({ desk, shelves, projects }))
    .route('/', npmRoutes(desk));
}
