import { parse, TomlError } from 'smol-toml';

/** A file of the registry that can't be understood. Its message says what is wrong, not which file it is. */
export class TableProblem extends Error {}

/** @throws TableProblem where the text is no TOML */
export function parseToml(text: string): Readonly<Record<string, unknown>> {
  try {
    return parse(text);
  } catch (error) {
    const place = error instanceof TomlError ? `Line ${error.line}: ` : '';
    throw new TableProblem(place + String((error as Error).message).split('\n')[0]);
  }
}

/** Compares as Julia sorts the keys of a table: by code unit, capitals before small letters. */
export function compareKeys(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** A key as TOML writes it: bare where it may be. */
export function formatKey(key: string): string {
  return /^[A-Za-z0-9_-]+$/.test(key) ? key : JSON.stringify(key);
}

/** A string, or a list of strings on one line. */
export function formatValue(value: string | readonly string[]): string {
  return typeof value === 'string'
    ? JSON.stringify(value)
    : `[${value.map((each) => JSON.stringify(each)).join(', ')}]`;
}

/** The table that a line opens, as written between the brackets and without quotation marks; `null` where it opens none. */
export function openedTable(line: string): string | null {
  return /^\s*\[\s*(?:"([^"]*)"|'([^']*)'|([^[\]"']+?))\s*\]\s*(?:#.*)?$/.exec(line)?.slice(1).find(Boolean) ?? null;
}

/** The key that a line sets, without quotation marks; `null` where it sets none. */
export function setKey(line: string): string | null {
  return /^\s*(?:"([^"]*)"|'([^']*)'|([A-Za-z0-9_-]+))\s*=/.exec(line)?.slice(1).find(Boolean) ?? null;
}

export function isComment(line: string): boolean {
  return /^\s*#/.test(line);
}

/** The comment at the end of a line that says something; `''` where there is none. */
export function trailingComment(line: string): string {
  return /^(?:[^"'#]|"[^"]*"|'[^']*')+(#.*)$/.exec(line)?.[1] ?? '';
}

export function linesOf(text: string): readonly string[] {
  return text.replace(/(?:\r?\n)+$/, '').split(/\r?\n/);
}

/** One table of a file as it is written, with the comment right above it. */
export interface Section {
  /** The table's name, `null` for what stands before the first table. */
  readonly name: string | null;
  readonly lines: readonly string[];
}

/** Cuts a file into its tables. Joined again with a blank line between them it is the same file, if it was tidy. */
export function sectionsOf(text: string): readonly Section[] {
  const sections: { name: string | null; lines: string[] }[] = [{ name: null, lines: [] }];
  let inString = false;
  for (const line of linesOf(text)) {
    const current = sections.at(-1)?.lines ?? [];
    // A description of several lines may hold anything.
    const name = inString ? null : openedTable(line);
    if ((line.match(/"""|'''/g)?.length ?? 0) % 2 === 1) inString = !inString;
    if (name === null) {
      current.push(line);
      continue;
    }
    const above = current.length - 1 - current.findLastIndex((each) => !isComment(each));
    sections.push({ name, lines: [...current.splice(current.length - above, above), line] });
  }
  return sections.map(({ name, lines }) => ({ name, lines: trimmed(lines) })).filter(({ lines }) => lines.length > 0);
}

/** The file of these tables: a blank line between them, a newline at the end, nothing for none. */
export function joinSections(sections: readonly Section[]): string {
  return sections.length === 0 ? '' : `${sections.map(({ lines }) => lines.join('\n')).join('\n\n')}\n`;
}

function trimmed(lines: readonly string[]): readonly string[] {
  const filled = (line: string) => line.trim() !== '';
  return lines.slice(
    lines.findIndex(filled) < 0 ? lines.length : lines.findIndex(filled),
    lines.findLastIndex(filled) + 1,
  );
}
