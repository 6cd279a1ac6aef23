/**
 * Other people's text inside our comments. It is shown, never acted on: no mention, no markup, no hidden marker, no way out of its line.
 */

const WORD_JOINER = '\u2060';

/** One line of plain text: titles, names, descriptions, notes. */
export function text(value: string): string {
  return oneLine(value)
    .replace(/[\\`*_{}[\]()#+!|~]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/@(?=\w)/g, `@${WORD_JOINER}`);
}

/** Inline code: paths, owners, ids. GitHub mentions nobody inside code. */
export function code(value: string): string {
  const line = oneLine(value).replaceAll('|', '\u2758');
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = line.startsWith('`') || line.endsWith('`') || line.trim() === '' ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** The longest a piece of foreign text may be in a comment, in characters. */
const LONGEST = 300;

function oneLine(value: string): string {
  // Control and direction-changing characters could make a line read as something it isn't.
  const clean = value.replace(/\p{Cc}+|[\u200b-\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
  return clean.length > LONGEST ? `${clean.slice(0, LONGEST - 1)}…` : clean;
}

/** `one`, `one and two`, `one, two and three`. */
export function list(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
