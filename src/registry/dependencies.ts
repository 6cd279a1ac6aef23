import type { Dependency, PackageEntry } from '../domain/package-entry.ts';
import type { PackageType } from '../domain/package-type.ts';
import type { Ecosystem } from '../domain/project.ts';
import type { Tier } from '../domain/tier.ts';
import type { Candidate } from './candidate.ts';
import { catalogPath, parseEntry } from './formats/catalog/entry.ts';
import type { RegistryFiles } from './formats/format.ts';
import { normaliseName } from './formats/python/distribution.ts';
import { isSafeName } from './names.ts';
import type { ReadVersionFile } from './version-files/index.ts';

/** A dependency, and what the registry holds of it. */
export interface RegisteredDependency {
  readonly dependency: Dependency;
  readonly entry: PackageEntry;
}

/** What a user of the version gets with it; what only its developers need, or what a user may add, binds nobody. */
function neededBy(versionFile: ReadVersionFile | null): readonly Dependency[] {
  return (versionFile?.content?.dependencies ?? []).filter(({ kind }) => kind === 'runtime' || kind === 'optional');
}

/** The registry's files that say of the dependencies what the rules ask: at most one for each, whether it is there or not. */
export function dependencyPaths(versionFile: ReadVersionFile | null): readonly string[] {
  const names = neededBy(versionFile).flatMap(({ name }) => spellings(name, versionFile));
  return [...new Set(names)].filter(isSafeName).map(catalogPath);
}

/** The dependencies that the registry knows, of the same ecosystem: another one's package of that name is another package. */
export function registeredDependencies(
  versionFile: ReadVersionFile | null,
  files: RegistryFiles,
): readonly RegisteredDependency[] {
  return neededBy(versionFile).flatMap((dependency) => {
    const entry = spellings(dependency.name, versionFile)
      .map((name) => parseEntry(files.get(catalogPath(name)) ?? ''))
      .find((found) => found?.ecosystem === versionFile?.ecosystem);
    return entry ? [{ dependency, entry }] : [];
  });
}

/** As written first; Python takes `My_Package` and `my-package` for one. */
function spellings(name: string, versionFile: ReadVersionFile | null): readonly string[] {
  if (versionFile?.ecosystem !== 'python') return [name];
  return [...new Set([name, normaliseName(name)])];
}

/** The package's own tier, else its project's. */
export function tierOf({ package: own, project }: Candidate): Tier | undefined {
  return own.tier ?? project.tier;
}

/** The package's own type, else its project's. */
export function typeOf({ package: own, project }: Candidate): PackageType | undefined {
  return own.type ?? project.type;
}

/** As its manifest says, else as its version file does. */
export function ecosystemOf({ package: own, versionFile }: Pick<Candidate, 'package' | 'versionFile'>): Ecosystem {
  return own.ecosystem ?? versionFile?.ecosystem ?? 'generic';
}
