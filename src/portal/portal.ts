import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { ProjectSnapshot } from '../domain/snapshot.ts';
import { healthOf } from './health.ts';
import { catalogue, type Filters } from './views/catalogue.ts';
import { notFoundPage, projectPage } from './views/project.ts';
import { STYLE } from './views/style.ts';

export interface PortalPorts {
  readonly projects: () => Promise<readonly ProjectSnapshot[]>;
}

/** The catalogue for people. Private repositories are left out: until there is a log-in, nobody is known who may see them. */
export function createPortal(ports: PortalPorts): Hono {
  const routes = new Hono();
  const visible = async () => (await ports.projects()).filter(({ repository }) => repository.visibility !== 'private');
  routes.use(
    '*',
    secureHeaders({ contentSecurityPolicy: { defaultSrc: ["'none'"], styleSrc: ["'self'"], formAction: ["'self'"] } }),
  );
  routes.get('/style.css', (context) => context.body(STYLE, 200, { 'Content-Type': 'text/css; charset=utf-8' }));
  routes.get('/', async (context) => {
    const filters: Filters = {
      q: context.req.query('q') ?? '',
      tier: context.req.query('tier') ?? '',
      type: context.req.query('type') ?? '',
    };
    return context.html(
      catalogue(
        (await visible()).filter((each) => fits(each, filters)),
        filters,
      ),
    );
  });
  routes.get('/projects/:name', async (context) => {
    const found = find(await visible(), context.req.param('name'));
    return found ? context.html(projectPage(found)) : context.html(notFoundPage(), 404);
  });
  routes.get('/api/v1/projects', async (context) => context.json((await visible()).map(apiProject)));
  routes.get('/api/v1/projects/:name', async (context) => {
    const found = find(await visible(), context.req.param('name'));
    return found
      ? context.json({ ...apiProject(found), verdicts: found.verdicts })
      : context.json({ message: 'Not Found' }, 404);
  });
  routes.notFound((context) => context.html(notFoundPage(), 404));
  return routes;
}

function find(projects: readonly ProjectSnapshot[], name: string): ProjectSnapshot | undefined {
  return projects.find(({ repository, project }) => repository.name === name || project.name === name);
}

function fits({ project, repository }: ProjectSnapshot, { q, tier, type }: Filters): boolean {
  const words = [
    project.name,
    project.title,
    project.description,
    repository.name,
    repository.description,
    ...project.owners,
    ...repository.topics,
  ];
  const haystack = words.join(' ').toLowerCase();
  return (
    (!tier || project.tier === tier) && (!type || project.type === type) && haystack.includes(q.trim().toLowerCase())
  );
}

function apiProject(snapshot: ProjectSnapshot) {
  const { project, repository, version } = snapshot;
  return {
    name: project.name,
    repository: `${repository.owner}/${repository.name}`,
    title: project.title ?? null,
    description: project.description ?? repository.description,
    type: project.type ?? null,
    tier: project.tier ?? null,
    owners: project.owners,
    url: repository.url,
    version,
    health: healthOf(snapshot),
  };
}
