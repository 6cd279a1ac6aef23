import { Hono } from 'hono';
import type { ReadInsights } from '../insights.ts';
import { originOf } from '../origin.ts';
import { type Listing, listingsOf } from '../packages/listing.ts';
import { policyOutlines } from '../policy-outline.ts';
import type { PortalPorts } from '../ports.ts';
import { type Catalogue, findProject } from '../projects.ts';
import type { Shelves } from '../shelves.ts';
import { viewerOf } from '../viewer.ts';
import { cataloguePage, fits } from '../views/catalogue.ts';
import { insightsPage } from '../views/insights.ts';
import { policyPage } from '../views/policy.ts';
import { notFoundPage, projectPage } from '../views/project.ts';
import { reviewersPage } from '../views/reviewers.ts';
import { STYLE } from '../views/style.ts';

export interface PagePorts extends Pick<PortalPorts, 'organizations' | 'pullRequests' | 'web' | 'now'> {
  readonly catalogue: Catalogue;
  readonly shelves: Shelves;
  readonly insights: ReadInsights;
}

/** What people read. */
export function pageRoutes(ports: PagePorts): Hono {
  const { catalogue, shelves, insights, organizations, pullRequests, web, now } = ports;
  const routes = new Hono();
  routes.get('/style.css', (context) =>
    context.body(STYLE, 200, { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'max-age=300' }),
  );
  routes.get('/', async (context) => {
    const { q = '', tier = '', type = '' } = context.req.query();
    const filters = { q, tier, type };
    const all = await catalogue(viewerOf(context));
    return context.html(
      cataloguePage(
        all.filter((each) => fits(each, filters)),
        filters,
      ),
    );
  });
  routes.get('/projects/:name', async (context) => {
    const found = findProject(await catalogue(viewerOf(context)), context.req.param('name'));
    if (!found) return context.html(notFoundPage(), 404);
    // The page tells what was found of the project even while GitHub can't be asked for its packages.
    const listings = await listingsOf(found, shelves).catch((): readonly Listing[] => []);
    const pulls = await pullRequests.ofRepository(found.repository);
    return context.html(projectPage(found, { listings, pulls }, { portal: originOf(context), web }));
  });
  routes.get('/projects/:name/pulls/:number{[1-9][0-9]*}', async (context) => {
    const { name, number } = context.req.param();
    const project = findProject(await catalogue(viewerOf(context)), name);
    const pull = project && (await pullRequests.find(project.repository, Number(number)));
    return pull ? context.html(reviewersPage(project, pull, web)) : context.html(notFoundPage(), 404);
  });
  routes.get('/insights', async (context) => context.html(insightsPage(await insights(viewerOf(context)))));
  routes.get('/policy', async (context) =>
    context.html(policyPage(policyOutlines(await organizations(), now().toISOString().slice(0, 10)))),
  );
  return routes;
}
