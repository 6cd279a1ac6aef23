import type { TreeEntry } from '../../domain/facts.ts';
import { DOCUMENT_KINDS, type DocumentName } from './kinds.ts';

/** Every file that is a document of this kind, the one in effect first. */
export function locate(kind: DocumentName, entries: readonly TreeEntry[]): readonly TreeEntry[] {
  const { folders, name } = DOCUMENT_KINDS[kind];
  const places: readonly string[] = folders;
  return entries
    .filter((entry) => (entry.type === 'file' || entry.type === 'symlink') && places.includes(folderOf(entry.path)))
    .filter((entry) => name.test(nameOf(entry.path)))
    .map((entry) => ({ entry, score: scoreOf(kind, entry.path) }))
    .sort(
      (one, other) =>
        place(one.entry) - place(other.entry) || one.score - other.score || compare(one.entry, other.entry),
    )
    .map(({ entry }) => entry);

  function place(entry: TreeEntry): number {
    return places.indexOf(folderOf(entry.path));
  }
}

function compare(one: TreeEntry, other: TreeEntry): number {
  return one.path < other.path ? -1 : 1;
}

/** Of several, the one whose name says it most plainly. */
const CHANGELOG_STEMS = ['changelog', 'change', 'history', 'release', 'news'];

/** Among files of one folder: the plain name first, Markdown before other markup. */
const EXTENSION_ORDER = ['md', 'markdown', 'mdown', 'mkd', 'mkdn', 'rst', 'adoc', 'asciidoc', 'txt', ''];

function scoreOf(kind: DocumentName, path: string): number {
  if (kind === 'license') return licenseScore(nameOf(path));
  const extension = /\.([^.]+)$/.exec(nameOf(path))?.[1]?.toLowerCase() ?? '';
  const order = EXTENSION_ORDER.indexOf(extension);
  // A translation stands for the original only where there is no original.
  const translated =
    kind === 'readme' && /^readme[._-][a-z]{2}(?:[._-]|$)/i.test(nameOf(path)) && !/^readme\.\w+$/i.test(nameOf(path));
  const stem =
    kind === 'changelog' ? CHANGELOG_STEMS.findIndex((each) => nameOf(path).toLowerCase().startsWith(each)) : 0;
  return (order < 0 ? EXTENSION_ORDER.length : order) + (translated ? 100 : 0) + stem * 20;
}

/**
 * Which of several licence files speaks for the repository, in the order GitHub's licensee ranks their names.
 * @see https://github.com/licensee/licensee
 */
function licenseScore(name: string): number {
  const ranks = [
    /^licen[sc]e$/i,
    /^licen[sc]e\.(?:md|markdown|txt|html)$/i,
    /^copying$/i,
    /^copying\.(?:md|markdown|txt|html)$/i,
    /^licen[sc]e\.[^.]+$/i,
    /^copying\.[^.]+$/i,
    /^licen[sc]e[-_][^.]*(?:\.[^.]+)?$/i,
    /^copying[-_][^.]*(?:\.[^.]+)?$/i,
    /^[\w.+]+[-_]licen[sc]e(?:\.[^.]+)?$/i,
    /^ofl/i,
    /^patents/i,
  ];
  const rank = ranks.findIndex((pattern) => pattern.test(name));
  return rank < 0 ? ranks.length : rank;
}

export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
