import type { Ecosystem } from '../domain/project.ts';

/**
 * A name that is a safe path in the registry, whatever a policy says: letters, digits, `-`, `_`, `.`, after an npm scope or the folders of a module's
 * path (`config/auth`). Nothing else is ever looked up or written.
 */
const SAFE = /^@?[A-Za-z0-9][A-Za-z0-9._-]*(?:\/[A-Za-z0-9][A-Za-z0-9._-]*){0,5}$/;
const LONGEST = 214;

/** What the package managers take, each by its own documentation. */
const FORMS: Readonly<Record<Ecosystem, { readonly form: RegExp; readonly words: string; readonly minimum: number }>> =
  {
    npm: {
      form: /^(?:@[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*$/,
      words: 'lower-case letters, digits, - _ and ., after a scope if you like',
      minimum: 2,
    },
    python: {
      form: /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/,
      words: 'ASCII letters, digits, - _ and ., a letter or digit at both ends',
      minimum: 2,
    },
    julia: {
      form: /^[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*[0-9]?(?:_jll)?$/,
      words: 'ASCII letters and digits, an upper-case letter first, a lower-case one in it',
      minimum: 5,
    },
    cargo: {
      form: /^[A-Za-z][A-Za-z0-9_-]{0,63}$/,
      words: 'ASCII letters, digits, - and _, a letter first',
      minimum: 2,
    },
    go: { form: SAFE, words: 'ASCII letters, digits, - _ . and /', minimum: 2 },
    maven: { form: /^[A-Za-z0-9][A-Za-z0-9._-]*$/, words: 'ASCII letters, digits, - _ and .', minimum: 2 },
    generic: { form: SAFE, words: 'ASCII letters, digits, - _ . and /', minimum: 2 },
  };

export function isSafeName(name: string): boolean {
  return name.length <= LONGEST && SAFE.test(name);
}

/**
 * What is wrong with a name, as what is expected of it; `null` where nothing is.
 * @param minimum characters after the last slash; 0 for the ecosystem's own
 */
export function expectedName(name: string, ecosystem: Ecosystem, minimum: number): string | null {
  const { form, words, minimum: own } = FORMS[ecosystem];
  const least = minimum || own;
  if (isSafeName(name) && form.test(name) && name.replace(/^.*\//, '').length >= least) return null;
  return `A name that ${ecosystem === 'generic' ? 'every package manager' : ecosystem} takes: ${words}; at least ${least} characters.`;
}

/** What people tell apart least: `0` and `o`, `1`, `i` and `l`, `rn` and `m`, and where the separators stand. */
export function skeleton(name: string): string {
  return name
    .toLowerCase()
    .replace(/[@/._-]/g, '')
    .replace(/0/g, 'o')
    .replace(/[1i]/g, 'l')
    .replace(/5/g, 's')
    .replace(/rn/g, 'm')
    .replace(/vv/g, 'w');
}

/**
 * Damerau–Levenshtein distance: insertions, deletions, replacements and swaps of neighbours that lead from one name to the other.
 * @see https://en.wikipedia.org/wiki/Damerau–Levenshtein_distance (the variant with adjacent transpositions)
 */
export function distance(one: string, other: string): number {
  const most = one.length + other.length;
  const lastRow = new Map<string, number>();
  // Row and column 0 are a wall that no path may cross; the empty prefixes stand at 1.
  const table = [
    Array<number>(other.length + 2).fill(most),
    [most, ...Array.from({ length: other.length + 1 }, (_, n) => n)],
  ];
  for (let row = 1; row <= one.length; row++) {
    const cells = [most, row];
    let lastColumn = 0;
    for (let column = 1; column <= other.length; column++) {
      const matchRow = lastRow.get(other[column - 1] ?? '') ?? 0;
      const same = one[row - 1] === other[column - 1];
      const swapped = (table[matchRow]?.[lastColumn] ?? most) + (row - matchRow - 1) + 1 + (column - lastColumn - 1);
      const replaced = (table[row]?.[column] ?? most) + (same ? 0 : 1);
      const inserted = (cells[column] ?? most) + 1;
      const deleted = (table[row]?.[column + 1] ?? most) + 1;
      cells.push(Math.min(swapped, replaced, inserted, deleted));
      if (same) lastColumn = column;
    }
    table.push(cells);
    lastRow.set(one[row - 1] ?? '', row);
  }
  return table[one.length + 1]?.[other.length + 1] ?? most;
}
