/** A pattern taken apart, ready to be walked segment by segment. */
export interface Pattern {
  /** `**` stands for any number of folders, none included. */
  readonly segments: readonly string[];
  /**
   * What is owned where the segments end: the file or folder of that name with `all` in it, only what lies `below`, or only the file `itself`.
   */
  readonly reach: Reach;
}

export type Reach = 'all' | 'below' | 'itself';

/**
 * Reads a pattern by the rules of gitignore, less its exceptions and ranges: a separator at the beginning or in the middle anchors at the
 * root; a match of a folder takes all below it; but a lone last `*` takes the files of that folder only.
 */
export function readPattern(pattern: string): Pattern {
  const foldersOnly = pattern.endsWith('/');
  const trimmed = pattern.replace(/\/+$/, '');
  const anchored = trimmed.includes('/');
  const written = trimmed.replace(/^\/+/, '').split(/\/+/);
  const segments = (anchored ? written : ['**', ...written]).filter(
    (segment, index, all) => segment !== '**' || all[index - 1] !== '**',
  );
  // All names at any depth: the same as all that lies below.
  if (!foldersOnly && segments.at(-1) === '*' && segments.at(-2) === '**') segments.pop();
  const last = segments.at(-1);
  if (last === '**') return { segments: segments.slice(0, -1), reach: 'below' };
  return { segments, reach: foldersOnly ? 'below' : last === '*' ? 'itself' : 'all' };
}
