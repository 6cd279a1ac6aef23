import type { PackageEntry } from '../domain/package-entry.ts';
import { catalogPath } from './formats/catalog/entry.ts';
import { catalogPaths, soundEntry } from './formats/catalog/verify.ts';
import { infoOn } from './formats/finding.ts';
import type { Finding, Format, RegistryTree } from './formats/format.ts';
import { FORMATS } from './formats/index.ts';

/** A finding, and the format whose files it is in. */
export interface RegistryFinding extends Finding {
  readonly format: string;
}

export interface RegistryVerification {
  /** The formats that were looked at. */
  readonly formats: readonly string[];
  readonly findings: readonly RegistryFinding[];
}

/** Looks at the catalogue, and at each format whose files the registry has. */
export function verifyRegistry(tree: RegistryTree): RegistryVerification {
  // What is wrong with an entry the catalogue says; no format is held against it.
  const entries = catalogPaths(tree).flatMap((path) => soundEntry(tree.read(path) ?? '') ?? []);
  const kept = FORMATS.filter((format) => format.verify && isKept(format, tree));
  return {
    formats: kept.map(({ id }) => id),
    findings: kept.flatMap((format) =>
      [...(format.verify?.(tree, entries) ?? []), ...omitted(format, entries)].map((finding) => ({
        format: format.id,
        ...finding,
      })),
    ),
  };
}

/** Newest versions that the format leaves out: worth to know for whoever misses them. */
function omitted({ omits }: Format, entries: readonly PackageEntry[]): readonly Finding[] {
  return entries.flatMap((entry) => {
    const newest = entry.versions.at(-1);
    const omission = newest ? omits?.(entry, newest) : null;
    return omission ? [infoOn(catalogPath(entry.name), omission.summary, omission)] : [];
  });
}

function isKept({ home, traces }: Format, { paths }: RegistryTree): boolean {
  return home === null || paths.some((path) => path === home || path.startsWith(`${home}/`) || traces?.test(path));
}
