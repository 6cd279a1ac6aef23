import type { PackageEntry } from '../../../domain/package-entry.ts';
import { textOf } from '../../version-files/version-file.ts';
import { errorIn, warningIn } from '../finding.ts';
import type { Finding, RegistryTree } from '../format.ts';
import { cloneUrl, isSameRepository, withDeprecation } from './package-file.ts';
import type { ListedPackage } from './registry-file.ts';
import { readTable, TABLES } from './table-file.ts';
import { parseToml, TableProblem } from './toml.ts';
import { untidyLine } from './untidy-line.ts';
import { verifyAgreement } from './verify-agreement.ts';
import { verifyBounds, verifyTable } from './verify-table.ts';
import { verifyVersions } from './verify-versions.ts';
import { readVersions } from './versions-file.ts';

/** The files of one package. */
export function verifyPackage(
  tree: RegistryTree,
  listed: ListedPackage,
  entries: readonly PackageEntry[],
): readonly Finding[] {
  const file = (name: string) => `${listed.path}/${name}.toml`;
  const text = (name: string) => tree.read(file(name));
  const versions = text('Versions');
  if (versions === null) return [errorIn(file('Versions'), `The versions of ${listed.name} are missing.`)];
  const pool = [...readVersions(versions).keys()];
  const entry = entries.find(
    ({ ecosystem, name }) => ecosystem === 'julia' && name.replace(/\.jl$/, '') === listed.name,
  );
  const tables = TABLES.map((table) => ({ table, path: file(table.name), text: text(table.name) ?? '' }));
  return [
    ...(['Package', 'Versions'] as const).flatMap((name) => verifyLayout(file(name), text(name) ?? '')),
    ...(['Deps', 'Compat'] as const).filter((name) => text(name) === null).map((name) => absent(file(name))),
    ...readable(file('Package'), () => verifyIdentity(file('Package'), text('Package'), { ...listed, entry })),
    ...readable(file('Versions'), () => verifyVersions(file('Versions'), versions, entry)),
    ...tables.flatMap((each) =>
      readable(each.path, () => [...verifyTable(each, pool), ...(entry ? verifyAgreement(each, pool, entry) : [])]),
    ),
    ...(['Compat', 'WeakCompat'] as const).flatMap((name) =>
      readable(file(name), () =>
        verifyBounds(file(name), { bounds: text(name), deps: text(name.replace('Compat', 'Deps')), pool }),
      ),
    ),
  ];
}

/** Where the file isn't laid out as registries are. */
export function verifyLayout(path: string, text: string, isHead = false): readonly Finding[] {
  const line = untidyLine(text, isHead);
  if (line === null) return [];
  return [
    errorIn(path, `Line ${line} isn’t laid out as registries are.`, {
      expected: 'No blanks before or after a line, a blank line between tables alone, lines ending in LF.',
      found: JSON.stringify(text.split('\n')[line - 1]),
      fix: 'Correct the line.',
    }),
  ];
}

/** Without the file a package depends on nothing, or on any version, be it so or not. */
function absent(path: string): Finding {
  return warningIn(path, 'The file is missing.', { expected: 'A file, be it an empty one.' });
}

/** All that a package depends on, weakly or not; nothing of files that can't be read. */
export function dependenciesOf(
  tree: RegistryTree,
  folder: string,
): readonly { readonly file: string; readonly name: string; readonly uuid: string }[] {
  return ['Deps', 'WeakDeps'].flatMap((name) => {
    const file = `${folder}/${name}.toml`;
    try {
      const said = [...readTable(tree.read(file) ?? '').values()].flatMap((each) => [...each]);
      return [...new Map(said)].map(([dependency, uuid]) => ({ file, name: dependency, uuid: String(uuid) }));
    } catch {
      return [];
    }
  });
}

function readable(path: string, check: () => readonly Finding[]): readonly Finding[] {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof TableProblem)) throw error;
    return [errorIn(path, 'The file can’t be read.', { found: error.message })];
  }
}

function verifyIdentity(
  path: string,
  text: string | null,
  { name, uuid, entry }: ListedPackage & { readonly entry: PackageEntry | undefined },
): readonly Finding[] {
  if (text === null) return [errorIn(path, `Package.toml of ${name} is missing.`)];
  const content = parseToml(text);
  const own = Object.keys(content).filter((key) => ['name', 'uuid', 'repo', 'subdir'].includes(key));
  const ordered = ['name', 'uuid', 'repo', 'subdir'].filter((key) => own.includes(key));
  const differs = (key: 'name' | 'uuid', expected: string) =>
    textOf(content[key])?.toString() === expected
      ? []
      : [errorIn(path, `The ${key} isn’t that of Registry.toml.`, { expected, found: String(content[key]) })];
  return [
    ...differs('name', name),
    ...differs('uuid', uuid),
    ...verifyRepository(path, textOf(content.repo), entry?.url),
    ...(entry?.deprecated && withDeprecation(text, entry.deprecated) !== text
      ? [warningIn(path, `The catalogue calls ${name} deprecated.`, { expected: 'The same in [metadata.deprecated].' })]
      : []),
    ...(own.join() === ordered.join()
      ? []
      : [errorIn(path, 'The keys aren’t in their order.', { expected: ordered.join(', '), found: own.join(', ') })]),
  ];
}

/** @param url what the catalogue says; after a move the two may differ, until the registry's owners follow it */
function verifyRepository(path: string, repo: string | null, url: string | undefined): readonly Finding[] {
  if (repo === null) {
    const summary = 'No repository is named: Julia can get the package from a package server alone.';
    return [warningIn(path, summary, { expected: 'A line repo = "…".' })];
  }
  if (!url || isSameRepository(repo, url)) return [];
  return [warningIn(path, 'The repository isn’t that of the catalogue.', { expected: cloneUrl({ url }), found: repo })];
}
