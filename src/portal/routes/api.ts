import { Hono } from 'hono';
import { apiInsights, apiProject, OPENAPI } from '../api.ts';
import type { ReadInsights } from '../insights.ts';
import type { PortalPorts } from '../ports.ts';
import { type Catalogue, findProject } from '../projects.ts';
import { viewerOf } from '../viewer.ts';

interface ApiPorts extends Pick<PortalPorts, 'now'> {
  readonly catalogue: Catalogue;
  readonly insights: ReadInsights;
}

/** The catalogue for programs. */
export function apiRoutes({ catalogue, insights, now }: ApiPorts): Hono {
  return new Hono()
    .get('/api/v1/openapi.json', (context) => context.json(OPENAPI))
    .get('/api/v1/projects', async (context) => {
      const projects = await catalogue(viewerOf(context));
      return context.json(projects.map((each) => apiProject(each, now())));
    })
    .get('/api/v1/projects/:name', async (context) => {
      const found = findProject(await catalogue(viewerOf(context)), context.req.param('name'));
      return found
        ? context.json({ ...apiProject(found, now()), verdicts: found.verdicts })
        : context.json({ message: 'Not Found' }, 404);
    })
    .get('/api/v1/insights', async (context) => context.json(apiInsights(await insights(viewerOf(context)))));
}
