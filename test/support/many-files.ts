import type { GitRepository } from '../../src/sandbox/git.ts';

/** A tree with 40,000 files more than another has, of few objects, so that Git has them at once. @param base a tree’s id. @returns its own */
export function manyFiles(git: GitRepository, base: string | null): string {
  const blob = git.writeBlob(Buffer.from('many\n'));
  const named = (count: number, mode: string, oid: string) =>
    Array.from({ length: count }, (_, index) => ({ path: `part-${index}`, mode, oid }));
  const folder = git.writeTree(null, named(200, '100644', blob));
  return git.writeTree(base, named(200, '040000', folder));
}
