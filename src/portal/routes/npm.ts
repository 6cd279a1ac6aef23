import { type Context, Hono } from 'hono';
import { packumentPath } from '../../registry/formats/npm/index.ts';
import { type Packument, parsePackument } from '../../registry/formats/npm/packument.ts';
import { isPathName } from '../../registry/formats/package-path.ts';
import { originOf } from '../origin.ts';
import type { Desk, Kind, OpenPackage } from '../packages/desk.ts';
import { refuse } from '../packages/refusal.ts';
import { viewerOf } from '../viewer.ts';

const BASE = '/npm/';

/** `/npm/<name>` and `/npm/<name>/-/<file>`: the registry's packuments, with addresses at which the portal streams the tarballs. */
export function npmRoutes(desk: Desk): Hono {
  const routes = new Hono();
  // npm writes the slash of a scope as %2f, so the name is read from the path as it was sent.
  routes.get(`${BASE}*`, async (context) => {
    const asked = parsePath(new URL(context.req.url).pathname.slice(BASE.length));
    const found = asked ? await desk.open(viewerOf(context), packumentOf(asked.name)) : 404;
    if (typeof found !== 'object' || !asked) return refuse(context, found === 401 ? 401 : 404);
    if (asked.file === null) return context.json(served(context, found));
    const wanted = Object.entries(found.content.versions).find(
      ([version, { dist }]) => fileName(asked.name, version) === asked.file && found.has(dist.tarball),
    );
    return (
      (wanted && (await desk.download(found.shelf, wanted[1].dist.tarball, context.req.method))) ?? refuse(context, 404)
    );
  });
  return routes;
}

function parsePath(path: string): { name: string; file: string | null } | null {
  const [, written = '', file = null] = /^([^/]+|@[^/]+\/[^/]+)(?:\/-\/([^/]+))?$/.exec(path) ?? [];
  try {
    const name = decodeURIComponent(written);
    return isPathName(name) ? { name, file: file === null ? null : decodeURIComponent(file) } : null;
  } catch {
    return null;
  }
}

function packumentOf(name: string): Kind<Packument> {
  return {
    path: packumentPath(name),
    read: parsePackument,
    addresses: ({ versions }) => Object.values(versions).map(({ dist }) => dist.tarball),
  };
}

/** The name npm's own registry gives a tarball, whatever the asset is called. */
function fileName(name: string, version: string): string {
  return `${name.replace(/^@[^/]+\//, '')}-${version}.tgz`;
}

/** The packument with what the viewer may have, tarballs at the portal's addresses. */
function served(context: Context, { content, has, isOurs }: OpenPackage<Packument>): Packument {
  const base = `${originOf(context)}${BASE}${content.name}/-/`;
  const versions = Object.fromEntries(
    Object.entries(content.versions).flatMap(([version, manifest]) => {
      const { dist } = manifest;
      if (!has(dist.tarball)) return [];
      const tarball = isOurs(dist.tarball)
        ? `${base}${encodeURIComponent(fileName(content.name, version))}`
        : dist.tarball;
      return [[version, { ...manifest, dist: { ...dist, tarball } }]];
    }),
  );
  const isHidden = (version: string) => version in content.versions && !(version in versions);
  const tags = Object.entries(content['dist-tags']).filter(([, version]) => !isHidden(version));
  const times = Object.entries(content.time).filter(([version]) => !isHidden(version));
  return { ...content, versions, 'dist-tags': Object.fromEntries(tags), time: Object.fromEntries(times) };
}
