import type { Refusal } from '../../../domain/refusal.ts';
import type { Candidate } from '../../candidate.ts';
import { textOf } from '../../version-files/version-file.ts';
import type { RegistryFiles } from '../format.ts';
import { unreadable } from '../unreadable.ts';
import { expand } from './compress.ts';
import { cloneUrl, isSameRepository } from './package-file.ts';
import { type Place, placeOf } from './place.ts';
import { readJuliaProject } from './project-file.ts';
import { addPackage, folderFor, isFolder, REGISTRY_FILE, readPackages } from './registry-file.ts';
import { readTable, TABLES } from './table-file.ts';
import { parseToml, TableProblem } from './toml.ts';
import { readVersions } from './versions-file.ts';

/**
 * Why a version can't be written for Julia: its Project.toml, who else has its name or UUID, what is registered of it, or files of the registry
 * that are broken. A package of another ecosystem is never refused; it is no package of Julia.
 */
export function refusalsOf(candidate: Candidate, files: RegistryFiles): readonly Refusal[] {
  const { versionFile } = candidate;
  if (versionFile?.ecosystem !== 'julia') return [];
  const reading = readJuliaProject(versionFile.path, versionFile.text);
  if ('problems' in reading) return reading.problems;
  const place = placeOf(candidate, files);
  const registry = files.get(REGISTRY_FILE) ?? null;
  if (!place) return [];
  if (registry === null) return [withoutRegistry()];
  const broken = brokenFiles(place);
  return broken.length > 0
    ? broken
    : [
        ...identityProblems(place),
        ...addressProblems(place, cloneUrl(candidate.repository)),
        ...treeProblems(place, candidate),
      ];
}

function identityProblems({ registry, project: { name, uuid } }: Place): readonly Refusal[] {
  const packages = readPackages(registry);
  const known = packages.find((each) => each.uuid === uuid);
  if (known && !isFolder(known.path))
    return [brokenFile(REGISTRY_FILE, `${JSON.stringify(known.path)} is no folder in it.`)];
  if (known) return known.name === name ? [] : [renamed(known.name, name)];
  const other = packages.find(
    (each) =>
      each.name.toLowerCase() === name.toLowerCase() || each.path.toLowerCase() === folderFor(name).toLowerCase(),
  );
  return other ? [taken(other.name, other.uuid, uuid)] : [];
}

/** Versions of a package come from one repository, or else anybody could release one. */
function addressProblems({ folder, read }: Place, url: string): readonly Refusal[] {
  const registered = textOf(parseToml(read('Package') ?? '').repo);
  // A checkout without a remote doesn't say where it comes from.
  if (registered === null || url === '' || isSameRepository(registered, url)) return [];
  return [elsewhere(`${folder}/Package.toml`, registered, url)];
}

function treeProblems({ read }: Place, { version, tree, release }: Candidate): readonly Refusal[] {
  const registered = readVersions(read('Versions') ?? '').get(version);
  if (registered === undefined || registered === tree) return [];
  return [
    {
      rule: 'tag-moved',
      summary: `${version} is registered for Julia with other content than ${release.tag} has now.`,
      expected: `The tree ${registered}.`,
      found: `The tree ${tree ?? 'of no folder'}.`,
      fix: 'Move the tag back to where it was, or publish the new content as a new version.',
    },
  ];
}

function brokenFiles({ project, registry, folder, read }: Place): readonly Refusal[] {
  const pool = () => [...readVersions(read('Versions') ?? '').keys()];
  const checks: readonly [string, () => unknown][] = [
    [REGISTRY_FILE, () => addPackage(registry, { ...project, path: folder })],
    ...['Package', 'Versions'].map((name): [string, () => unknown] => [
      `${folder}/${name}.toml`,
      () => parseToml(read(name) ?? ''),
    ]),
    ...TABLES.map(({ name, normalise }): [string, () => unknown] => [
      `${folder}/${name}.toml`,
      () =>
        [...expand(pool(), readTable(read(name) ?? '')).values()].flatMap((said) => [...said.values()].map(normalise)),
    ]),
  ];
  return checks.flatMap(([path, check]) => {
    try {
      check();
      return [];
    } catch (error) {
      if (error instanceof TableProblem) return [brokenFile(path, error.message)];
      throw error;
    }
  });
}

function brokenFile(path: string, found: string): Refusal {
  return { ...unreadable(path, found), expected: 'A file as Julia’s registry tools write it.' };
}

function withoutRegistry(): Refusal {
  return {
    rule: 'registry',
    summary: 'The registry has no Registry.toml.',
    expected: 'Registry.toml at its root, with the registry’s name and uuid.',
    found: 'None.',
    fix: 'Ask the registry’s owners to add Registry.toml with two lines: name = "…" and uuid = "…" (a new one), or to remove julia from registry.formats.',
  };
}

function elsewhere(path: string, registered: string, found: string): Refusal {
  return {
    rule: 'name-taken',
    summary: 'The package is registered for Julia from another repository.',
    expected: registered,
    found,
    fix: `If it moved here, ask the registry’s owners to change repo in ${path}; else give it a name and a UUID of its own in Project.toml. Then publish a new release.`,
  };
}

function renamed(before: string, now: string): Refusal {
  return {
    rule: 'identity',
    summary: `The package’s UUID is registered for ${before}, and now stands for ${now}.`,
    expected: before,
    found: now,
    fix: `Keep the name ${before} in Project.toml; or, if it is another package, give it a UUID of its own. Then publish a new release.`,
  };
}

function taken(name: string, registered: string, found: string): Refusal {
  return {
    rule: 'name-taken',
    summary: `${name} is registered for Julia with another UUID.`,
    expected: registered,
    found,
    fix: `If it is the same package, set uuid = "${registered}" in Project.toml; else choose another name. Then publish a new release.`,
  };
}
