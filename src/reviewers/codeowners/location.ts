import type { FileTree, TreeEntry } from '../../domain/facts.ts';

/** The first of these that exists is in effect. */
export const CODEOWNERS_LOCATIONS = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'] as const;

/** GitHub doesn't load a file of 3 MB or more, in bytes. */
export const CODEOWNERS_SIZE_LIMIT = 3 * 1024 * 1024;

/** Where the CODEOWNERS in effect stands. One that GitHub doesn't load is in effect all the same: no other takes its place. */
export function codeownersLocation(entries: readonly TreeEntry[]): string | null {
  const present = new Set(entries.filter(({ type }) => type !== 'folder').map(({ path }) => path));
  return CODEOWNERS_LOCATIONS.find((path) => present.has(path)) ?? null;
}

/** Its text; `null` where there is none, or where it wasn't read. */
export function codeownersText({ entries, texts }: FileTree): string | null {
  const path = codeownersLocation(entries);
  return path === null ? null : (texts.get(path) ?? null);
}
