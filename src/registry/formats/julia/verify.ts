import type { PackageEntry } from '../../../domain/package-entry.ts';
import { textOf } from '../../version-files/version-file.ts';
import { errorIn, infoOn, twins, warningIn } from '../finding.ts';
import type { Finding, RegistryTree } from '../format.ts';
import {
  folderFor,
  isFolder,
  type ListedPackage,
  PACKAGE_FILE,
  REGISTRY_FILE,
  readPackages,
  sortPackages,
} from './registry-file.ts';
import { parseToml, TableProblem } from './toml.ts';
import { isUuid } from './uuid.ts';
import { dependenciesOf, verifyLayout, verifyPackage } from './verify-package.ts';

/** Registry.toml, each package's files, and what they say of each other and of the catalogue. */
export function verifyJulia(tree: RegistryTree, entries: readonly PackageEntry[]): readonly Finding[] {
  const text = tree.read(REGISTRY_FILE);
  if (text === null) {
    return [
      errorIn(REGISTRY_FILE, 'The file is missing: Julia finds no package.', { fix: 'Restore it from history.' }),
    ];
  }
  try {
    const packages = readPackages(text);
    const known = new Map(packages.map((each) => [each.uuid, each]));
    return [
      ...verifyHead(text),
      ...verifyLayout(REGISTRY_FILE, text, true),
      ...verifyListing(text, packages),
      ...verifyFolders(tree, packages),
      ...packages.filter(({ path }) => isFolder(path)).flatMap((each) => verifyPackage(tree, each, entries)),
      ...packages.flatMap((each) => misnamed(tree, each, known)),
      ...foreign(tree, packages, known),
      ...homonyms(tree, packages),
    ];
  } catch (error) {
    if (!(error instanceof TableProblem)) throw error;
    return [errorIn(REGISTRY_FILE, 'The file is no TOML, or lists a UUID twice.', { found: error.message })];
  }
}

function verifyHead(text: string): readonly Finding[] {
  const { name, uuid } = parseToml(text);
  return [
    ...(textOf(name) ? [] : [errorIn(REGISTRY_FILE, 'The registry has no name.', { expected: 'A line name = "…".' })]),
    ...(isUuid(textOf(uuid) ?? '')
      ? []
      : [errorIn(REGISTRY_FILE, 'The registry has no UUID.', { expected: 'A line uuid = "…".', found: String(uuid) })]),
  ];
}

function verifyListing(text: string, packages: readonly ListedPackage[]): readonly Finding[] {
  const repeated = (key: 'uuid' | 'name' | 'path') =>
    twins(packages, (each) => each[key].toLowerCase()).map(([each, earlier]) =>
      errorIn(REGISTRY_FILE, `Two packages have the same ${key}: ${earlier.name} and ${each.name}.`, {
        expected: 'Each its own, whatever the case.',
        found: `${earlier[key]} and ${each[key]}`,
      }),
    );
  const canonical = packages.length === 0 || sortPackages(text) === text;
  return [
    ...(['uuid', 'name', 'path'] as const).flatMap(repeated),
    ...packages
      .filter(({ uuid }) => !isUuid(uuid))
      .map(({ uuid, name }) => errorIn(REGISTRY_FILE, `The UUID of ${name} is none.`, { found: uuid })),
    ...packages
      .filter(({ path }) => !isFolder(path))
      .map(({ name, path }) =>
        errorIn(REGISTRY_FILE, `The path of ${name} is no folder in the registry.`, { found: path }),
      ),
    ...packages
      .filter(({ name, path }) => isFolder(path) && path !== folderFor(name))
      .map(({ name, path }) =>
        warningIn(REGISTRY_FILE, `${name} doesn’t lie where it would be put today.`, {
          expected: folderFor(name),
          found: path,
        }),
      ),
    ...(canonical
      ? []
      : [
          errorIn(REGISTRY_FILE, 'The packages aren’t sorted by UUID, a line for each, lines ending in LF.', {
            expected: '[packages], and below it lines such as <uuid> = { name = "…", path = "…" }.',
            fix: 'Sort the lines.',
          }),
        ]),
  ];
}

/** Folders that look like a package's, and that nobody finds. */
function verifyFolders({ paths }: RegistryTree, packages: readonly ListedPackage[]): readonly Finding[] {
  const listed = new Set(packages.map(({ path }) => path));
  return paths.flatMap((path) => {
    const folder = PACKAGE_FILE.exec(path)?.[1];
    if (folder === undefined || listed.has(folder)) return [];
    return [
      errorIn(path, `Registry.toml doesn’t list the package in ${folder}.`, { fix: 'Add its line, or remove it.' }),
    ];
  });
}

function misnamed(
  tree: RegistryTree,
  { path }: ListedPackage,
  known: ReadonlyMap<string, ListedPackage>,
): readonly Finding[] {
  return dependenciesOf(tree, path).flatMap(({ file, name, uuid }) => {
    const found = known.get(uuid);
    if (!found || found.name === name) return [];
    return [
      errorIn(file, `${name} is registered as ${found.name}.`, { expected: found.name, found: `${name} = ${uuid}` }),
    ];
  });
}

/** A name that stands for two packages: most likely a slip in one of the UUIDs. */
function homonyms(tree: RegistryTree, packages: readonly ListedPackage[]): readonly Finding[] {
  const seen = new Map<string, { readonly file: string; readonly uuid: string }>();
  return packages.flatMap(({ path }) =>
    dependenciesOf(tree, path).flatMap(({ file, name, uuid }) => {
      const other = seen.get(name);
      if (!other) seen.set(name, { file, uuid });
      if (!other || other.uuid === uuid) return [];
      return [
        warningIn(file, `${name} has another UUID than in ${other.file}.`, { expected: other.uuid, found: uuid }),
      ];
    }),
  );
}

/** Not wrong: Julia's own libraries and other registries' packages are in no registry but theirs. */
function foreign(
  tree: RegistryTree,
  packages: readonly ListedPackage[],
  known: ReadonlyMap<string, ListedPackage>,
): readonly Finding[] {
  const names = new Set(
    packages.flatMap(({ path }) =>
      dependenciesOf(tree, path)
        .filter(({ uuid }) => !known.has(uuid))
        .map(({ name }) => name),
    ),
  );
  if (names.size === 0) return [];
  const listed = [...names].sort();
  const shown = listed.slice(0, 20).join(', ') + (listed.length > 20 ? ' and others' : '');
  return [infoOn(REGISTRY_FILE, `${names.size} dependencies are Julia’s own or another registry’s: ${shown}.`)];
}
