import { parse } from 'smol-toml';
import type { Dependency } from '../../domain/package-entry.ts';
import { kindOfExtra, requirement } from './python-requirement.ts';
import { tableOf, textOf, type VersionFile, type VersionFileContent, versionOf } from './version-file.ts';

/** Python's `pyproject.toml`: PEP 621, or Poetry's own tables before it. */
export const pyprojectToml: VersionFile = {
  ecosystem: 'python',
  file: 'pyproject.toml',
  read: (text) => {
    const content = tableOf(parse(text));
    const poetry = tableOf(tableOf(content.tool).poetry);
    const groups = Object.values(tableOf(content['dependency-groups'])).flatMap((group) =>
      requirements(group, 'development'),
    );
    const version = poetry.version === '0.0.0' ? null : versionOf(poetry.version);
    if (content.project !== undefined) return ofProject(tableOf(content.project), { groups, version });
    return Object.keys(poetry).length > 0 ? ofPoetry(poetry, { groups, version }) : null;
  },
};

interface Poetry {
  /** The developers' dependencies. */
  readonly groups: readonly Dependency[];
  /** Its plug-ins for dynamic versions want `0.0.0` to stand there. */
  readonly version: string | null;
}

function ofProject(project: Readonly<Record<string, unknown>>, { groups, version }: Poetry): VersionFileContent {
  return {
    name: textOf(project.name),
    // One that is `dynamic` is Poetry's, or comes from a tag or from the code.
    version: project.version === undefined ? version : versionOf(project.version),
    license: textOf(project.license) ?? textOf(tableOf(project.license).text),
    dependencies: [
      ...requirements(project.dependencies, 'runtime'),
      ...Object.entries(tableOf(project['optional-dependencies'])).flatMap(([extra, each]) =>
        requirements(each, kindOfExtra(extra)),
      ),
      ...groups,
    ],
  };
}

function ofPoetry(poetry: Readonly<Record<string, unknown>>, { groups, version }: Poetry): VersionFileContent {
  const own = Object.values(tableOf(poetry.group)).map((group) => tableOf(group).dependencies);
  return {
    name: textOf(poetry.name),
    version,
    license: textOf(poetry.license),
    dependencies: [
      ...poetryTable(poetry.dependencies),
      ...[poetry['dev-dependencies'], ...own].flatMap((table) => poetryTable(table, 'development')),
      ...groups,
    ],
  };
}

function requirements(value: unknown, kind: Dependency['kind']): readonly Dependency[] {
  return Array.isArray(value) ? value.flatMap((each) => (typeof each === 'string' ? requirement(each, kind) : [])) : [];
}

function poetryTable(value: unknown, kind?: Dependency['kind']): readonly Dependency[] {
  return Object.entries(tableOf(value)).flatMap(([name, written]): Dependency[] => {
    if (name === 'python') return [];
    // One range for each version of Python is a list.
    return [written].flat().map((each) => ({
      name,
      range: textOf(each) ?? textOf(tableOf(each).version) ?? addressIn(tableOf(each)),
      kind: kind ?? (tableOf(each).optional === true ? 'optional' : 'runtime'),
    }));
  });
}

/** As PEP 508 writes an address. */
function addressIn(table: Readonly<Record<string, unknown>>): string | null {
  const address = ['git', 'url', 'path', 'file'].map((key) => textOf(table[key])).find((found) => found !== null);
  return address ? `@ ${address}` : null;
}
