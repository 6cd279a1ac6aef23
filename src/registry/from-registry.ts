import type { FileChange } from '../domain/action.ts';
import type { PackageEntry } from '../domain/package-entry.ts';
import type { Candidate } from './candidate.ts';
import { dependencyPaths, registeredDependencies } from './dependencies.ts';
import { catalogPath, parseEntry } from './formats/catalog/entry.ts';
import type { Format, RegistryFiles, Subject } from './formats/format.ts';
import { FORMATS } from './formats/index.ts';

/** The catalogue, and the formats so named. */
export function formatsNamed(ids: readonly string[]): readonly Format[] {
  return FORMATS.filter(({ id }) => id === 'catalog' || ids.includes(id));
}

/**
 * Files of the registry that registering a package needs to see beyond those seen: the formats' own, and the entries of its dependencies. To be
 * asked until there are none.
 */
export function pathsToRead(subject: Subject, formats: readonly Format[], seen: RegistryFiles): readonly string[] {
  const own = formats.flatMap((format) => format.paths(subject, seen));
  return [...new Set([...own, ...dependencyPaths(subject.versionFile)])].filter((path) => !seen.has(path));
}

/** Files of the registry that following an entry needs to see beyond those seen; to be asked until there are none. */
export function pathsToFollow(name: string, formats: readonly Format[], seen: RegistryFiles): readonly string[] {
  const entry = parseEntry(seen.get(catalogPath(name)) ?? '');
  const own = entry ? formats.flatMap((format) => format.follow?.paths(entry, seen) ?? []) : [catalogPath(name)];
  return [...new Set(own)].filter((path) => !seen.has(path));
}

/** What changes in all formats where an entry does. */
export function followEntry(
  entry: PackageEntry,
  before: PackageEntry,
  { formats, files }: { formats: readonly Format[]; files: RegistryFiles },
): readonly FileChange[] {
  return formats.flatMap((format) => format.follow?.write(entry, before, files) ?? []);
}

/** What the registry says of a candidate. @param known names of all its packages, `null` where they aren’t known */
export function fromRegistry(
  subject: Subject,
  { files, known }: { files: RegistryFiles; known: readonly string[] | null },
): Pick<Candidate, 'registered' | 'isKnown' | 'languages' | 'dependencies' | 'known'> {
  const { package: own, versionFile } = subject;
  const registered = parseEntry(files.get(catalogPath(own.name)) ?? '');
  return {
    registered,
    isKnown: registered !== null || FORMATS.some((format) => format.holds?.(subject, files)),
    languages: new Map(FORMATS.flatMap((format) => [...(format.languages?.(subject, files) ?? [])])),
    dependencies: registeredDependencies(versionFile, files),
    known,
  };
}

/** Names of the packages whose entries are among these files: `packages/@acme/io.json` holds `@acme/io`. */
export function namesOf(paths: readonly string[]): readonly string[] {
  return paths.flatMap((path) => /^packages\/(.+)\.json$/.exec(path)?.[1] ?? []);
}
