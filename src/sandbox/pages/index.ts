import type { World } from '../world.ts';

/** What a person sees at an address of the stand-in. */
export function renderPage(world: World, path: string): { status: number; html: string } {
  return { status: 404, html: `<!doctype html><title>${path.length}</title>${world.organization.login}` };
}
