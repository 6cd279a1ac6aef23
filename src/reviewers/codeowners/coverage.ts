import type { OwnersMatcher } from './match.ts';

/** How much of a tree has owners. */
export interface Coverage {
  readonly files: number;
  readonly owned: number;
  /** The topmost folders of which no file has owners, those with most files first; `''` is the root. */
  readonly unownedFolders: readonly FolderCount[];
  /** Files without owners in folders where others have some. */
  readonly otherUnowned: number;
}

export interface FolderCount {
  readonly folder: string;
  /** With those of the folders below. */
  readonly files: number;
}

interface Count {
  files: number;
  owned: number;
}

/** @param paths every file of the tree */
export function coverageOf(matcher: OwnersMatcher, paths: readonly string[]): Coverage {
  const counts = new Map<string, Count>();
  for (const path of paths) {
    const owned = (matcher.match(path)?.owners ?? []).length > 0;
    for (const folder of foldersAbove(path)) {
      const count = counts.get(folder) ?? { files: 0, owned: 0 };
      count.files += 1;
      if (owned) count.owned += 1;
      counts.set(folder, count);
    }
  }
  const isUnowned = (folder: string) => counts.get(folder)?.owned === 0;
  const unownedFolders = [...counts]
    .filter(([folder]) => isUnowned(folder) && !foldersAbove(folder).some(isUnowned))
    .map(([folder, { files }]) => ({ folder, files }))
    .sort((one, other) => other.files - one.files);
  const { files, owned } = counts.get('') ?? { files: 0, owned: 0 };
  const inFolders = unownedFolders.reduce((sum, folder) => sum + folder.files, 0);
  return { files, owned, unownedFolders, otherUnowned: files - owned - inFolders };
}

/** `a/b/c` → the root (`''`), `a`, `a/b`; none above the root itself. */
function foldersAbove(path: string): readonly string[] {
  if (path === '') return [];
  return path.split('/').map((_, depth, parts) => parts.slice(0, depth).join('/'));
}
