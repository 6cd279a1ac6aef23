import { Hono } from 'hono';
import { apiInsights, apiProject, OPENAPI } from '../api.ts';
import type { ReadInsights } from '../insights.ts';
import { type Catalogue, findProject } from '../projects.ts';
import { viewerOf } from '../viewer.ts';

/** The catalogue for programs. */
export function apiRoutes(catalogue: Catalogue, insights: ReadInsights): Hono {
  return new Hono()
    .get('/api/v1/openapi.json', (context) => context.json(OPENAPI))
    .get('/api/v1/projects', async (context) => context.json((await catalogue(viewerOf(context))).map(apiProject)))
    .get('/api/v1/projects/:name', async (context) => {
      const found = findProject(await catalogue(viewerOf(context)), context.req.param('name'));
      return found
        ? context.json({ ...apiProject(found), verdicts: found.verdicts })
        : context.json({ message: 'Not Found' }, 404);
    })
    .get('/api/v1/insights', async (context) => context.json(apiInsights(await insights(viewerOf(context)))));
}
