import { type Context, Hono } from 'hono';
import { accepts } from 'hono/accepts';
import { fullName } from '../../domain/repository.ts';
import type { ProjectSnapshot } from '../../domain/snapshot.ts';
import { isProjectName, normaliseName, parseDistribution } from '../../registry/formats/python/distribution.ts';
import { renderProject, renderRoot } from '../../registry/formats/python/html.ts';
import { pathsOf } from '../../registry/formats/python/index.ts';
import { parseProject, type SimpleFile, type SimpleProject } from '../../registry/formats/python/project.ts';
import type { Desk, Kind, OpenPackage } from '../packages/desk.ts';
import { refuse } from '../packages/refusal.ts';
import type { Shelves } from '../shelves.ts';
import { type Viewer, viewerOf } from '../viewer.ts';

const HTML = 'text/html';

const TYPES: Readonly<Record<string, 'html' | 'json'>> = {
  [HTML]: 'html',
  'application/vnd.pypi.simple.v1+html': 'html',
  'application/vnd.pypi.simple.latest+html': 'html',
  'application/vnd.pypi.simple.v1+json': 'json',
  'application/vnd.pypi.simple.latest+json': 'json',
};

export interface PythonPorts {
  readonly desk: Desk;
  readonly shelves: Shelves;
  readonly projects: () => Promise<readonly ProjectSnapshot[]>;
}

/** `/simple/`: the registry's Python index (PEP 503, 691), with addresses at which the portal streams the files. */
export function pythonRoutes({ desk, shelves, projects }: PythonPorts): Hono {
  const routes = new Hono();
  routes.get('/simple', (context) => context.redirect('/simple/', 301));
  routes.get('/simple/', async (context) => {
    const names = await namesFor(viewerOf(context));
    if (names === null) return refuse(context, 401);
    const root = { meta: { 'api-version': '1.1' }, projects: names.map((name) => ({ name })) };
    return answer(context, { html: () => renderRoot(names), json: root });
  });
  routes.get('/simple/:name', (context) => context.redirect(addressOf(context.req.param('name')), 301));
  routes.get('/simple/:name/', async (context) => {
    const name = context.req.param('name');
    if (name !== normaliseName(name)) return context.redirect(addressOf(name), 301);
    const found = await desk.open(viewerOf(context), indexOf(name));
    if (typeof found !== 'object') return refuse(context, found);
    const project = served(found);
    return answer(context, { html: () => renderProject(project), json: project });
  });
  routes.get('/simple/:name/:file', async (context) => {
    const { name, file } = context.req.param();
    const found = await desk.open(viewerOf(context), indexOf(name));
    if (typeof found !== 'object') return refuse(context, found);
    const wanted = found.content.files.find(({ filename, url }) => filename === file && found.has(url));
    return (wanted && (await desk.download(found.shelf, wanted.url, context.req.method))) ?? refuse(context, 404);
  });
  return routes;

  /** What the index holds of the repositories that the viewer sees; `null` where the viewer's token is none. */
  async function namesFor(viewer: Viewer): Promise<readonly string[] | null> {
    const known = await projects();
    const found = new Set<string>();
    for (const shelf of await shelves()) {
      const sight = await desk.sight(
        viewer,
        known.map(({ repository }) => repository),
        shelf,
      );
      if (sight === false) return null;
      const seen = known.filter(({ repository }) => sight.has(fullName(repository).toLowerCase()));
      const packages = new Set(seen.flatMap(({ project }) => project.packages.map(({ name }) => normaliseName(name))));
      for (const name of await shelf.names('simple')) if (packages.has(name)) found.add(name);
    }
    return [...found].sort();
  }
}

function addressOf(name: string): string {
  return `/simple/${encodeURIComponent(normaliseName(name))}/`;
}

function indexOf(name: string): Kind<SimpleProject> {
  return {
    path: pathsOf(name).json,
    read: (text) => (isProjectName(name) ? parseProject(text) : null),
    addresses: ({ files }) => files.map(({ url }) => url),
  };
}

/** The project with what the viewer may have, at addresses below its own page. */
function served({ content, has, isOurs }: OpenPackage<SimpleProject>): SimpleProject {
  const files = content.files.filter(({ url }) => has(url));
  const hidden = content.files.filter(({ url }) => !has(url)).flatMap(versionOf);
  const seen = new Set(files.flatMap(versionOf));
  return {
    ...content,
    versions: content.versions.filter((version) => seen.has(version) || !hidden.includes(version)),
    files: files.map((file) => (isOurs(file.url) ? { ...file, url: encodeURIComponent(file.filename) } : file)),
  };
}

function versionOf({ filename }: SimpleFile): string[] {
  const distribution = parseDistribution(filename);
  return distribution ? [distribution.version] : [];
}

function answer(context: Context, { html, json }: { html: () => string; json: object }): Response {
  const type = accepts(context, { header: 'Accept', supports: Object.keys(TYPES), default: HTML });
  const body = TYPES[type] === 'json' ? JSON.stringify(json) : html();
  return context.body(body, 200, { 'Content-Type': type === HTML ? `${HTML}; charset=utf-8` : type });
}
