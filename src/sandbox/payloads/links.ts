import type { World } from '../world.ts';

export type Json = Record<string, unknown>;

export function api(world: World, path: string): string {
  return `${world.options.url()}/api/v3${path}`;
}

/** The address of a page for people. */
export function page(world: World, path: string): string {
  return `${world.options.url()}${path}`;
}

export function nodeId(kind: string, id: number | string): string {
  return Buffer.from(`${kind}:${id}`).toString('base64url');
}

/** `{ events: '/events' }` → `{ events_url: '<base>/events' }`. */
export function links(base: string, ends: Readonly<Record<string, string>>): Json {
  return Object.fromEntries(Object.entries(ends).map(([name, end]) => [`${name}_url`, `${base}${end}`]));
}

/** Of a comment or an issue; the stand-in keeps those of comments alone. */
export function reactionsSummary(url: string, contents: readonly string[] = []): Json {
  const kinds = ['+1', '-1', 'laugh', 'hooray', 'confused', 'heart', 'rocket', 'eyes'];
  const counts = kinds.map((kind) => [kind, contents.filter((content) => content === kind).length]);
  return { url: `${url}/reactions`, total_count: contents.length, ...Object.fromEntries(counts) };
}
