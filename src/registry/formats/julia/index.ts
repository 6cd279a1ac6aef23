import type { FileChange } from '../../../domain/action.ts';
import type { PackageEntry } from '../../../domain/package-entry.ts';
import type { Format, Registration, RegistryFiles } from '../format.ts';
import { languagesOf } from './language.ts';
import { cloneUrl, withDeprecation, writePackage } from './package-file.ts';
import { listedPackages, placeOf } from './place.ts';
import { refusalsOf } from './refuse.ts';
import { addPackage, isFolder, PACKAGE_FILE, REGISTRY_FILE } from './registry-file.ts';
import { addToTable, TABLES } from './table-file.ts';
import { verifyJulia } from './verify.ts';
import { readVersions, writeVersions } from './versions-file.ts';

/** The files from which Julia's package manager installs: `Registry.toml`, and a folder a package. */
export const julia: Format = {
  id: 'julia',
  home: REGISTRY_FILE,
  traces: PACKAGE_FILE,
  paths: (subject, seen) => {
    const place = placeOf(subject, seen);
    const names = ['Package', 'Versions', ...TABLES.map(({ name }) => name)];
    return place ? [REGISTRY_FILE, ...names.map((name) => `${place.folder}/${name}.toml`)] : [];
  },
  languages: languagesOf,
  holds: (subject, current) => placeOf(subject, current)?.read('Versions') != null,
  refuse: ({ candidate }, current) => refusalsOf(candidate, current),
  write,
  follow: {
    paths: (entry, seen) => [REGISTRY_FILE, packageFileOf(entry, seen)].filter((path) => path !== null),
    write: follow,
  },
  verify: verifyJulia,
};

/** What somebody wrote of a deprecation stays, unless the catalogue had said it until now. */
function described(text: string, { deprecated }: PackageEntry, before: PackageEntry | null): string {
  return deprecated || before?.deprecated ? withDeprecation(text, deprecated ?? null) : text;
}

/** An entry that changed without a release: its package is known by its name. */
function follow(entry: PackageEntry, before: PackageEntry, current: RegistryFiles): readonly FileChange[] {
  const path = packageFileOf(entry, current);
  const text = (path && current.get(path)) ?? null;
  if (!path || text === null) return [];
  const content = described(text, entry, before);
  return content === text ? [] : [{ path, content }];
}

function packageFileOf({ name, ecosystem }: PackageEntry, current: RegistryFiles): string | null {
  const listed = listedPackages(current.get(REGISTRY_FILE) ?? '').find(
    (each) => each.name === name.replace(/\.jl$/, ''),
  );
  return ecosystem === 'julia' && listed && isFolder(listed.path) ? `${listed.path}/Package.toml` : null;
}

function write({ entry, candidate }: Registration, current: RegistryFiles): readonly FileChange[] {
  const place = placeOf(candidate, current);
  const added = entry.versions.find(({ version }) => version === candidate.version);
  if (!place || !added) return [];
  const { project, folder, registry, read } = place;
  const { name, uuid } = project;
  const subdir = candidate.package.path === '.' ? null : candidate.package.path;
  const repo = cloneUrl(candidate.repository);
  const before = candidate.registered;
  const pool = [...readVersions(read('Versions') ?? '').keys()];
  const tables = TABLES.flatMap((table): [string, string][] => {
    const said = table.said(project);
    const text = addToTable(read(table.name) ?? '', table, { pool, version: added.version, said });
    return text !== '' || table.always ? [[`${folder}/${table.name}.toml`, text]] : [];
  });
  const texts: readonly [string, string][] = [
    [REGISTRY_FILE, addPackage(registry, { name, uuid, path: folder })],
    [`${folder}/Package.toml`, described(writePackage(read('Package'), { name, uuid, repo, subdir }), entry, before)],
    [
      `${folder}/Versions.toml`,
      writeVersions(read('Versions') ?? '', added, { now: entry.versions, before: before?.versions ?? [] }),
    ],
    ...tables,
  ];
  return texts.filter(([path, text]) => current.get(path) !== text).map(([path, content]) => ({ path, content }));
}
