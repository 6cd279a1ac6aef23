const ONE = Symbol('?');
const MANY = Symbol('*');

/** A segment's characters, and the wildcards between them. */
export type Segment = readonly (string | typeof ONE | typeof MANY)[];

/** The one name that a segment of a pattern stands for; `null` where it has a wildcard. */
export function nameOf(text: string): string | null {
  // Nearly all are names as they stand.
  if (!/[\\*?]/.test(text)) return text;
  const segment = readSegment(text);
  return segment.some(isWildcard) ? null : segment.join('');
}

/** Reads one segment of a pattern. A backslash takes the next character for itself. */
export function readSegment(text: string): Segment {
  const read = text.matchAll(/\\(.)|(\*+)|(\?)|(.)/gsu);
  return [...read].map(([, escaped, many, one, plain]) => (many ? MANY : one ? ONE : (escaped ?? plain ?? '')));
}

/** The characters before the first wildcard, and those behind the last, of a segment that has one. */
export function edgesOf(segment: Segment): { head: string; tail: string } {
  return {
    head: segment.slice(0, segment.findIndex(isWildcard)).join(''),
    tail: segment.slice(segment.findLastIndex(isWildcard) + 1).join(''),
  };
}

function isWildcard(part: Segment[number]): boolean {
  return part === ONE || part === MANY;
}

/** Whether a segment with wildcards matches a whole name. */
export function testOf(segment: Segment): (name: string) => boolean {
  const wildcards = segment.filter(isWildcard);
  if (wildcards.length > 1 || wildcards[0] === ONE) return (name) => matches(segment, name);
  // Nearly all have one `*`: all that is between both edges.
  const { head, tail } = edgesOf(segment);
  const least = head.length + tail.length;
  return (name) => name.length >= least && name.startsWith(head) && name.endsWith(tail);
}

/**
 * Whether it matches a whole name. No regular expression: a pattern with many `*` would let whoever writes CODEOWNERS keep one busy for hours;
 * this takes at most the product of both lengths, as only the last `*` is ever tried again.
 */
function matches(segment: Segment, name: string): boolean {
  const characters = [...name];
  let part = 0;
  let at = 0;
  let star = -1;
  let resume = 0;
  while (at < characters.length) {
    if (segment[part] === MANY) {
      star = part++;
      resume = at;
    } else if (part < segment.length && (segment[part] === ONE || segment[part] === characters[at])) {
      part++;
      at++;
    } else if (star >= 0) {
      part = star + 1;
      at = ++resume;
    } else return false;
  }
  while (segment[part] === MANY) part++;
  return part === segment.length;
}
