/**
 * What a CODEOWNERS pattern matches. The rules are those of gitignore, less its exceptions and ranges: a separator at the beginning or in the
 * middle anchors at the root; a match of a folder takes all below it; but a lone last `*` takes the files of that folder only.
 */
export function expressionOf(pattern: string): RegExp {
  const { segments, anchored, foldersOnly } = partsOf(pattern);
  const lastSegment = segments.at(-1) ?? '';
  const shallow = anchored && lastSegment === '*' && !foldersOnly && segments.length > 0;
  const body = segments.map((segment, index) => segmentExpression(segment, index, segments)).join('');
  const start = anchored ? '^' : '^(?:.*/)?';
  if (lastSegment === '**') return new RegExp(`${start}${body}$`, 's');
  const end = shallow ? '$' : foldersOnly ? '/' : '(?:/|$)';
  return new RegExp(`${start}${body}${end}`, 's');
}

interface Parts {
  readonly segments: readonly string[];
  readonly anchored: boolean;
  /** The pattern ends in a separator: it matches folders, so only what lies in them. */
  readonly foldersOnly: boolean;
}

function partsOf(pattern: string): Parts {
  const foldersOnly = pattern.endsWith('/');
  const trimmed = pattern.replace(/\/+$/, '');
  const anchored = trimmed.includes('/');
  const segments = trimmed.replace(/^\/+/, '').split(/\/+/);
  return { segments, anchored, foldersOnly };
}

function segmentExpression(segment: string, index: number, all: readonly string[]): string {
  const last = index === all.length - 1;
  if (segment === '**') {
    if (all.length === 1) return '.*';
    return last ? '.+' : '(?:[^/]+/)*';
  }
  return `${glob(segment)}${last ? '' : '/'}`;
}

function glob(segment: string): string {
  let expression = '';
  for (let index = 0; index < segment.length; index++) {
    const character = segment.charAt(index);
    if (character === '*') {
      while (segment[index + 1] === '*') index++;
      expression += '[^/]*';
    } else if (character === '?') expression += '[^/]';
    else if (character === '\\' && index + 1 < segment.length) expression += quote(segment.charAt(++index));
    else expression += quote(character);
  }
  // A lone `*` needs something to match.
  return segment === '*' ? '[^/]+' : expression;
}

function quote(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&');
}

/**
 * Keys under which a pattern can be filed: each names something that every path it matches has. `prefix:a/b`: lies below that folder; `name:x`:
 * has a folder or file of that name. None: the pattern is tried on every path.
 */
export function literalsOf(pattern: string): readonly string[] {
  const { segments, anchored, foldersOnly } = partsOf(pattern);
  const plain = segments.map((segment) => (/[*?\\]/.test(segment) ? null : segment));
  const lastIndex = segments.length - 1;
  if (anchored) {
    const literal = plain.indexOf(null);
    const depth = literal < 0 ? lastIndex : literal;
    // The last segment may be a file, which no folder list holds; it is then filed by its name.
    if (literal < 0) return foldersOnly ? [`prefix:${plain.join('/')}`] : [`name:${plain[lastIndex]}`];
    if (depth > 0) return [`prefix:${plain.slice(0, depth).join('/')}`];
  }
  const names = plain.flatMap((segment) => (segment === null ? [] : [`name:${segment}`]));
  if (names.length > 0) return names;
  return [];
}
