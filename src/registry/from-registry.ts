import type { ProjectPackage } from '../domain/project.ts';
import type { Candidate } from './candidate.ts';
import { dependencyPaths, registeredDependencies } from './dependencies.ts';
import { catalogPath, parseEntry } from './formats/catalog/index.ts';
import type { Format, RegistryFiles } from './formats/format.ts';
import type { ReadVersionFile } from './version-files/index.ts';

/** Files of the registry that registering a package needs to see: the formats' own, and the entries of its dependencies. */
export function pathsToRead(
  own: ProjectPackage,
  versionFile: ReadVersionFile | null,
  formats: readonly Format[],
): readonly string[] {
  return [...new Set([...formats.flatMap((format) => format.paths(own.name)), ...dependencyPaths(versionFile)])];
}

/** What the registry says of a candidate. @param known names of all its packages, `null` where they aren’t known */
export function fromRegistry(
  own: ProjectPackage,
  versionFile: ReadVersionFile | null,
  { files, known }: { files: RegistryFiles; known: readonly string[] | null },
): Pick<Candidate, 'registered' | 'dependencies' | 'known'> {
  return {
    registered: parseEntry(files.get(catalogPath(own.name)) ?? ''),
    dependencies: registeredDependencies(versionFile, files),
    known,
  };
}

/** Names of the packages whose entries are among these files: `packages/@acme/io.json` holds `@acme/io`. */
export function namesOf(paths: readonly string[]): readonly string[] {
  return paths.flatMap((path) => /^packages\/(.+)\.json$/.exec(path)?.[1] ?? []);
}
