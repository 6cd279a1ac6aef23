/**
 * Other people's text inside our comments. It is shown, never acted on: no mention, no reference to an issue, no markup, no hidden marker, no way
 * out of its line.
 */

const WORD_JOINER = '\u2060';

/** One line of plain text: titles, names, descriptions, notes. */
export function text(value: string): string {
  return plain(oneLine(value, LONGEST_WORDS));
}

/** One of our own sentences, in which other people's words may stand: what it puts in backticks is shown as code. */
export function prose(value: string): string {
  return oneLine(value, LONGEST_SENTENCE)
    .split(/((?<!`)`[^`]+`(?!`))/)
    .map((part, index) => (index % 2 === 1 ? code(part.slice(1, -1)) : plain(part)))
    .join('');
}

/** Up to what ends a sentence or closes a bracket around it. */
const URL = /(https?:\/\/[^\s<>]*[^\s<>.,;:!?'"`()[\]])/;

/** Nothing but words and addresses; an address is marked as one, since a `\\` before its `_` would become a part of it. */
function plain(line: string): string {
  return line
    .split(URL)
    .map((part, index) => (index % 2 === 1 ? `<${address(part)}>` : words(part)))
    .join('');
}

function words(line: string): string {
  return line
    .replace(/[\\`*_{}[\]()#+!|~]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/@(?=\w)|#(?=\d)|\bGH-(?=\d)/gi, `$&${WORD_JOINER}`);
}

/** Inline code: paths, owners, ids. GitHub mentions nobody inside code. */
export function code(value: string): string {
  const line = oneLine(value, LONGEST_WORDS).replaceAll('|', '\u2758');
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = line.startsWith('`') || line.endsWith('`') || line.trim() === '' ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** An address inside `[…](…)`: nothing in it ends the link early. What is encoded already stays so. */
export function address(url: string): string {
  return url.replace(/[\s<>()\\`|]/g, (character) => encodeURIComponent(character).replace(/[()]/, percent));
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16)}`;
}

/** The longest a piece of foreign text may be in a comment, in characters. */
const LONGEST_WORDS = 300;
/** And a sentence that holds some. */
const LONGEST_SENTENCE = 1000;

function oneLine(value: string, longest: number): string {
  // Control and direction-changing characters could make a line read as something it isn't.
  const clean = value.replace(/\p{Cc}+|[\u200b-\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
  return clean.length > longest ? `${clean.slice(0, longest - 1)}…` : clean;
}

/** `one`, `one and two`, `one, two and three`. */
export function list(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
