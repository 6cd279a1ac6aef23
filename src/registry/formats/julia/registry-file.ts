import { tableOf, textOf } from '../../version-files/version-file.ts';
import { compareKeys, isComment, joinSections, openedTable, parseToml, sectionsOf, setKey } from './toml.ts';

export const REGISTRY_FILE = 'Registry.toml';

/** A package's Package.toml, and its folder. */
export const PACKAGE_FILE = /^((?:jll\/)?[^/]+\/[^/]+)\/Package\.toml$/;

/** One line of `[packages]` in Registry.toml. */
export interface ListedPackage {
  /** In lower case. */
  readonly uuid: string;
  readonly name: string;
  /** The package's folder in the registry. */
  readonly path: string;
}

/** The packages that a Registry.toml lists. @throws TableProblem when it is no TOML */
export function readPackages(text: string): readonly ListedPackage[] {
  return Object.entries(tableOf(parseToml(text).packages)).map(([uuid, value]) => {
    const { name, path } = tableOf(value);
    return { uuid: uuid.toLowerCase(), name: textOf(name) ?? '', path: textOf(path) ?? '' };
  });
}

/** May the path be a folder of the registry? Registry.toml is written by people too: nothing leads out of the registry, or to what git keeps. */
export function isFolder(path: string): boolean {
  return path.split('/').every((part) => /^[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u.test(part));
}

/** Where a new package is put: `E/Example`, binaries in `jll/E/Example_jll`. */
export function folderFor(name: string): string {
  const folder = `${name.charAt(0).toUpperCase()}/${name}`;
  return name.endsWith('_jll') ? `jll/${folder}` : folder;
}

/**
 * Adds a package's line, lines sorted by UUID; unchanged where it is listed already. All else stays as it is.
 * @throws TableProblem where the packages are written in a manner to which no line can be added
 */
export function addPackage(text: string, { uuid, name, path }: ListedPackage): string {
  if (readPackages(text).some((listed) => listed.uuid === uuid)) return text;
  const line = `${uuid} = { name = ${JSON.stringify(name)}, path = ${JSON.stringify(path)} }`;
  const added = withPackageLines(text, [line]);
  readPackages(added);
  return added;
}

/** The text with the lines of its packages sorted. */
export function sortPackages(text: string): string {
  return withPackageLines(text, []);
}

function withPackageLines(text: string, added: readonly string[]): string {
  const sections = sectionsOf(text);
  const known = sections.findIndex((section) => section.name === 'packages');
  if (known < 0) return joinSections([...sections, { name: 'packages', lines: ['[packages]', ...added] }]);
  const packages = sections[known] ?? { name: 'packages', lines: [] };
  return joinSections(sections.with(known, { ...packages, lines: sortLines(packages.lines, added) }));
}

/** Each line keeps the comment right above it. */
function sortLines(lines: readonly string[], added: readonly string[]): readonly string[] {
  const opening = lines.findIndex((line) => openedTable(line) !== null) + 1;
  const groups: string[][] = [];
  let above: string[] = [];
  for (const line of lines.slice(opening)) {
    above.push(line);
    if (isComment(line) || line.trim() === '') continue;
    groups.push(above);
    above = [];
  }
  const key = (group: readonly string[]) => (setKey(group.at(-1) ?? '') ?? '').toLowerCase();
  const sorted = [...groups, ...added.map((line) => [line])].sort((one, other) => compareKeys(key(one), key(other)));
  return [...lines.slice(0, opening), ...sorted.flat(), ...above];
}
