const ONE = Symbol('?');
const MANY = Symbol('*');

/** A segment's characters, and the wildcards between them. */
export type Segment = readonly (string | typeof ONE | typeof MANY)[];

/** Reads one segment of a pattern. A backslash takes the next character for itself. */
export function readSegment(text: string): Segment {
  const read = text.matchAll(/\\(.)|(\*+)|(\?)|(.)/gsu);
  return [...read].map(([, escaped, many, one, plain]) => (many ? MANY : one ? ONE : (escaped ?? plain ?? '')));
}

/** The one name it matches; `null` where it has a wildcard. */
export function nameOf(segment: Segment): string | null {
  return segment.includes(ONE) || segment.includes(MANY) ? null : segment.join('');
}

/** The characters before its first wildcard. */
export function headOf(segment: Segment): string {
  return segment.slice(0, segment.findIndex(isWildcard)).join('');
}

/** The characters behind its last wildcard. */
export function tailOf(segment: Segment): string {
  return segment.slice(segment.findLastIndex(isWildcard) + 1).join('');
}

function isWildcard(part: Segment[number]): boolean {
  return part === ONE || part === MANY;
}

/**
 * Whether it matches a whole name. No regular expression: a pattern with many `*` would let whoever writes CODEOWNERS keep one busy for hours;
 * this takes at most the product of both lengths, as only the last `*` is ever tried again.
 */
export function matches(segment: Segment, name: string): boolean {
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
