/** The longest list of wishes that one comment may hold; those after it aren't read. */
const MOST = 10;

const COMMAND = /^ {0,3}\/innkeeper(?:[ \t]+(.*))?$/i;
// A fence of backticks has none after it on its line; else it is code within a sentence. It may begin the item of a list, as may a quote.
const FENCE = /^( {0,3}(?:(?:[-*+]|\d{1,9}[.)]) +)*)(?:(`{3,})[^`]*|(~{3,}).*)$/;
const QUOTE = /^ {0,3}(?:(?:[-*+]|\d{1,9}[.)]) +)*>(.*)$/;
const LITERAL = /^ {0,3}<(pre|script|style|textarea)\b/i;

/**
 * The lines of a comment that are addressed to Innkeeper, without the leading `/innkeeper`, none twice: those that GitHub shows as a
 * paragraph's own line. Code blocks, quotes, lists and hidden comments only speak of commands. A quote goes on to the next empty line.
 * @see https://spec.commonmark.org/0.31.2/#fenced-code-blocks
 * @see https://spec.commonmark.org/0.31.2/#html-blocks
 * @see https://spec.commonmark.org/0.31.2/#block-quotes
 */
export function commandLines(body: string): readonly string[] {
  const found = new Set<string>();
  /** What ends the block that we are in, where what is written is shown as it is, or not at all. */
  let end: RegExp | null = null;
  let quoted = false;
  for (const line of body.split(/\r\n?|\n/)) {
    if (end) {
      if (end.test(line)) end = null;
      continue;
    }
    end = blockEnd(line);
    quoted = end === null && (QUOTE.exec(line)?.[1] ?? (quoted ? line : '')).trim() !== '';
    if (end || quoted) continue;
    const words = COMMAND.exec(line);
    if (words) found.add((words[1] ?? '').trim());
  }
  return [...found].slice(0, MOST);
}

function blockEnd(line: string): RegExp | null {
  const [, before = '', ticks, tildes] = FENCE.exec(line) ?? [];
  const mark = ticks ?? tildes;
  if (mark) return new RegExp(`^ {0,${Math.max(3, before.length)}}${mark}${mark[0]}*[ \\t]*$`);
  const literal = LITERAL.exec(line)?.[1];
  if (literal && !line.includes(`</${literal}>`)) return new RegExp(`</${literal}>`, 'i');
  const hidden = line.lastIndexOf('<!--');
  return hidden >= 0 && !line.includes('-->', hidden) ? /-->/ : null;
}
