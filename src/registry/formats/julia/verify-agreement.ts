import type { Dependency, PackageEntry } from '../../../domain/package-entry.ts';
import { errorIn } from '../finding.ts';
import type { Finding } from '../format.ts';
import { rangesOfSpecifier } from './compat-specifier.ts';
import { expand } from './compress.ts';
import { readTable, type TableFile } from './table-file.ts';
import { formatRange, tripleOf } from './version-range.ts';

const KINDS: Readonly<Record<TableFile['name'], Dependency['kind']>> = {
  Deps: 'runtime',
  Compat: 'runtime',
  WeakDeps: 'weak',
  WeakCompat: 'weak',
};

/**
 * One table of a package, held against the dependencies that the catalogue has of its versions.
 * @param pool all versions of the package
 * @throws TableProblem where the table can't be understood
 */
export function verifyAgreement(
  { table, path, text }: { readonly table: TableFile; readonly path: string; readonly text: string },
  pool: readonly string[],
  entry: PackageEntry,
): readonly Finding[] {
  const said = expand(pool, readTable(text));
  const triples = pool.map((version) => String(tripleOf(version)));
  // Builds of one version share its lines.
  const alone = entry.versions.filter(
    ({ version }) => triples.filter((each) => each === tripleName(version)).length === 1,
  );
  return alone.flatMap(({ version, dependencies }): Finding[] => {
    const found = new Map([...(said.get(version.replace(/[-+].*$/, '')) ?? [])].filter(([name]) => name !== 'julia'));
    const needed = dependencies.filter(({ kind }) => kind === KINDS[table.name]);
    const expected = table.name.endsWith('Compat')
      ? boundsOf(needed)
      : new Map(needed.map(({ name }) => [name, found.get(name)]));
    const wrong = [...new Set([...found.keys(), ...expected.keys()])].filter(
      (name) => !found.has(name) || String(found.get(name)) !== String(expected.get(name)),
    );
    if (wrong.length === 0) return [];
    const lines = (sayings: ReadonlyMap<string, unknown>) =>
      wrong.map((name) => `${name}: ${sayings.has(name) ? (sayings.get(name) ?? 'a UUID') : 'nothing'}`).join('; ');
    const more = { expected: lines(expected), found: lines(found) };
    return [errorIn(path, `What ${version} needs isn’t what the catalogue says.`, more)];
  });
}

function tripleName(version: string): string {
  return String(tripleOf(version));
}

/** As Compat.toml writes them. */
function boundsOf(dependencies: readonly Dependency[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    dependencies.flatMap(({ name, range }): [string, string[]][] => {
      const ranges = range === null ? null : rangesOfSpecifier(range);
      return ranges ? [[name, ranges.map(formatRange)]] : [];
    }),
  );
}
