import { errorIn, warningIn } from '../finding.ts';
import type { Finding } from '../format.ts';
import { expand } from './compress.ts';
import { canonicalTable, readTable, type TableFile, tidyTable } from './table-file.ts';
import { isUuid } from './uuid.ts';
import { contains, parseRange, tripleOf } from './version-range.ts';

/**
 * One table of a package: its ranges and values, and its form. Blanks around the hyphens were written for a while, and the next registration
 * takes them away.
 * @throws TableProblem where it can't be understood
 */
export function verifyTable(
  { table, path, text }: { readonly table: TableFile; readonly path: string; readonly text: string },
  pool: readonly string[],
): readonly Finding[] {
  const read = readTable(text);
  const canonical = canonicalTable(text, table, pool);
  const triples = pool.map(tripleOf).filter((triple) => triple !== null);
  const idle = [...read.keys()].filter((written) => {
    const range = parseRange(written);
    return range && !triples.some((triple) => contains(range, triple));
  });
  const uuids = [...read.values()].flatMap((said) => [...said]);
  const wrong = table.name.endsWith('Deps') ? uuids.filter(([, uuid]) => !isUuid(String(uuid))) : [];
  const findings = [
    ...idle.map((range) => errorIn(path, `No registered version is in the range ${range}.`, { fix: 'Remove it.' })),
    ...wrong.map(([name, uuid]) => errorIn(path, `The UUID of ${name} is none.`, { found: String(uuid) })),
  ];
  if (findings.length > 0 || canonical === text) return findings;
  return [
    hasBlanks(text) && tidyTable(text, table) === canonical
      ? warningIn(path, 'Ranges are written with blanks, as they were until 2025.', {
          fix: 'Nothing need be done: the next registration writes them without.',
        })
      : errorIn(path, 'The ranges aren’t the shortest ones in their order.', {
          expected: `${canonical.slice(0, 300)}${canonical.length > 300 ? '…' : ''}`,
          fix: 'Write the table anew as expected.',
        }),
  ];
}

function hasBlanks(text: string): boolean {
  return /\d - [\d*]/.test(text);
}

/** What bounds a package that isn't depended on bounds nothing. @throws TableProblem */
export function verifyBounds(
  path: string,
  {
    bounds,
    deps,
    pool,
  }: { readonly bounds: string | null; readonly deps: string | null; readonly pool: readonly string[] },
): readonly Finding[] {
  const needed = expand(pool, readTable(deps ?? ''));
  const idle = new Set(
    [...expand(pool, readTable(bounds ?? ''))].flatMap(([version, said]) =>
      [...said.keys()].filter((name) => name !== 'julia' && !needed.get(version)?.has(name)),
    ),
  );
  return [...idle].map((name) =>
    warningIn(path, `${name} is bounded in versions that don’t depend on it.`, {
      fix: 'Nothing need be done: it has no effect.',
    }),
  );
}
