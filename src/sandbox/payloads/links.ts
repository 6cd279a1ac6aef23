import type { World } from '../world.ts';

export type Json = Record<string, unknown>;

export function api(world: World, path: string): string {
  return `${world.options.url()}/api/v3${path}`;
}

export function nodeId(kind: string, id: number): string {
  return Buffer.from(`${kind}:${id}`).toString('base64url');
}
