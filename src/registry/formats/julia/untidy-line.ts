import { isComment, openedTable } from './toml.ts';

/**
 * The first line that isn't laid out as registries are: indented, with blanks or a carriage return at its end, a blank line that parts no tables,
 * or no newline at the end of the file. `null` where there is none, the number from 1 where there is.
 * @param isHead whether blank lines may part the keys above the first table, as in Registry.toml
 */
export function untidyLine(text: string, isHead = false): number | null {
  const lines = text.split('\n');
  let inString = false;
  let inTable = !isHead;
  for (const [index, line] of lines.entries()) {
    if (index === lines.length - 1) return line === '' && text !== '\n' ? null : index + 1;
    const wasInString = inString;
    if ((line.match(/"""|'''/g)?.length ?? 0) % 2 === 1) inString = !inString;
    if (wasInString) continue;
    if (openedTable(line) !== null) inTable = true;
    if (/^\s+\S|\s$/.test(line) || (line === '' && partsNothing(lines, index, inTable))) return index + 1;
  }
  return null;
}

function partsNothing(lines: readonly string[], index: number, inTable: boolean): boolean {
  const next = lines[index + 1] ?? '';
  const isParted = openedTable(next) !== null || isComment(next) || (next !== '' && !inTable);
  // A comment may stand by itself.
  return index === 0 || !(isParted || isComment(lines[index - 1] ?? ''));
}
