import { compress, expand, type Sayings } from './compress.ts';
import type { JuliaProject, Ranges } from './project-file.ts';
import {
  compareKeys,
  formatKey,
  formatValue,
  isComment,
  linesOf,
  openedTable,
  parseToml,
  setKey,
  TableProblem,
  trailingComment,
} from './toml.ts';
import { formatRange, parseRange, unite } from './version-range.ts';

/** Range of versions → name → UUID (Deps, WeakDeps), or name → its ranges (Compat, WeakCompat). */
export type Table = ReadonlyMap<string, ReadonlyMap<string, Ranges>>;

/** One of a package's tables: what a version says in it, and whether it stands there even when it is empty. */
export interface TableFile {
  readonly name: 'Deps' | 'Compat' | 'WeakDeps' | 'WeakCompat';
  readonly always: boolean;
  readonly said: (project: JuliaProject) => Sayings<Ranges>;
  /** Brings a value that stands there to the form that is written today. @throws TableProblem */
  readonly normalise: (value: Ranges) => Ranges;
}

export const TABLES: readonly TableFile[] = [
  { name: 'Deps', always: true, said: ({ deps }) => deps, normalise: (uuid) => uuid },
  { name: 'Compat', always: true, said: ({ compat }) => compat, normalise: normaliseRanges },
  { name: 'WeakDeps', always: false, said: ({ weakDeps }) => weakDeps, normalise: (uuid) => uuid },
  { name: 'WeakCompat', always: false, said: ({ weakCompat }) => weakCompat, normalise: normaliseRanges },
];

/** @throws TableProblem where the text is no such table */
export function readTable(text: string): Table {
  return new Map(Object.entries(parseToml(text)).map(([range, said]) => [range, new Map(entriesOf(range, said))]));
}

function entriesOf(range: string, said: unknown): [string, Ranges][] {
  if (typeof said !== 'object' || said === null || Array.isArray(said)) {
    throw new TableProblem(`${range} is no table of dependencies.`);
  }
  return Object.entries(said).map(([name, value]) => {
    if (typeof value === 'string') return [name, value];
    if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return [name, value as string[]];
    throw new TableProblem(`${name} in ${range} is neither a string nor a list of strings.`);
  });
}

/** Without blanks, sorted, and joined where they touch. */
function normaliseRanges(written: Ranges): Ranges {
  const texts = typeof written === 'string' ? [written] : written;
  const ranges = texts.map((text) => {
    const range = parseRange(text);
    if (!range) throw new TableProblem(`${JSON.stringify(text)} is no range of versions.`);
    return range;
  });
  const [first = '', ...more] = unite(ranges).map(formatRange);
  return more.length === 0 ? first : [first, ...more];
}

/**
 * Adds what a version says to a table.
 * @param pool the versions registered before
 * @returns the text as it stands where nothing is added
 * @throws TableProblem where the table can't be read
 */
export function addToTable(
  text: string,
  { normalise }: TableFile,
  {
    pool,
    version,
    said,
  }: { readonly pool: readonly string[]; readonly version: string; readonly said: Sayings<Ranges> },
): string {
  const before = normalised(expand(pool, readTable(text)), normalise);
  // Builds of one version share its lines: what the newest of them says counts.
  const cut = version.replace(/[-+].*$/, '');
  const own = new Map([...(before.get(cut) ?? []), ...said]);
  const stands = pool.includes(version) && sameEntries(before.get(cut) ?? new Map(), own);
  return stands ? text : formatTable(compress([...pool, version], before.set(cut, own)), text);
}

/** The table as it would be written today. @throws TableProblem */
export function canonicalTable(text: string, { normalise }: TableFile, pool: readonly string[]): string {
  return formatTable(compress(pool, normalised(expand(pool, readTable(text)), normalise)), text);
}

/** The table with the ranges that it has, written as they would be today. @throws TableProblem */
export function tidyTable(text: string, { normalise }: TableFile): string {
  const table = normalised(readTable(text), normalise);
  return formatTable(new Map([...table].map(([range, said]) => [formattedRange(range), said])), text);
}

function normalised(
  sayings: ReadonlyMap<string, Sayings<Ranges>>,
  normalise: TableFile['normalise'],
): Map<string, Sayings<Ranges>> {
  return new Map(
    [...sayings].map(([version, said]) => [
      version,
      new Map([...said].map(([name, value]) => [name, normalise(value)])),
    ]),
  );
}

function sameEntries(one: Sayings<Ranges>, other: Sayings<Ranges>): boolean {
  return one.size === other.size && [...one].every(([name, value]) => String(other.get(name)) === String(value));
}

/**
 * The table's text, ranges and names sorted as Julia sorts them.
 * @param before the text whose comments are kept: each above or beside the line that it stood at, at the top where that line is gone
 */
export function formatTable(table: Table, before = ''): string {
  const comments = commentsOf(before);
  const taken = (place: string) => {
    const lines = comments.get(place) ?? [];
    comments.delete(place);
    return lines;
  };
  const ending = (place: string) => taken(`${place} #`).map((comment) => ` ${comment}`);
  const top = taken('');
  const blocks = [...table]
    .sort(([one], [other]) => compareKeys(one, other))
    .map(([range, said]) => [
      ...taken(range),
      `[${formatKey(range)}]${ending(range)}`,
      ...[...said]
        .sort(([one], [other]) => compareKeys(one, other))
        .flatMap(([name, value]) => [
          ...taken(`${range} ${name}`),
          `${formatKey(name)} = ${formatValue(value)}${ending(`${range} ${name}`)}`,
        ]),
    ]);
  const head = [...top, ...[...comments.values()].flat()];
  return [head, ...blocks]
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

/**
 * Comments by the line that they stand above: a range, a range and a name, or `''` for the top of the file and its end; those at the end of a
 * line by that line and ` #`.
 */
function commentsOf(text: string): Map<string, string[]> {
  const comments = new Map<string, string[]>();
  const keep = (place: string, lines: readonly string[]) =>
    lines.length > 0 && comments.set(place, [...(comments.get(place) ?? []), ...lines]);
  let above: string[] = [];
  let range = '';
  for (const line of linesOf(text)) {
    const [opened, name] = [openedTable(line), setKey(line)];
    if (isComment(line)) above.push(line);
    else if (opened !== null) range = formattedRange(opened);
    if (isComment(line)) continue;
    const place = opened !== null ? range : name !== null ? `${range} ${name}` : '';
    keep(place, above);
    keep(`${place} #`, [trailingComment(line)].filter(Boolean));
    above = [];
  }
  keep('', above);
  return comments;
}

function formattedRange(written: string): string {
  const range = parseRange(written);
  return range ? formatRange(range) : written;
}
