import type { PackageEntry } from '../domain/package-entry.ts';

/** Why a version is yanked whose release was taken back; published again, it isn't any more. */
export const WITHDRAWN = 'Its release was withdrawn.';

/** The entry with the tag's version yanked; `null` where there is no such version, or it is yanked already. */
export function withdraw(entry: PackageEntry, tag: string): PackageEntry | null {
  const standing = entry.versions.some((version) => version.tag === tag && version.yanked === false);
  if (!standing) return null;
  const versions = entry.versions.map((each) => (each.tag === tag ? { ...each, yanked: WITHDRAWN } : each));
  return { ...entry, versions };
}
