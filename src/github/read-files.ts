import { FALLBACK_PATHS, MANIFEST_PATHS } from '../config/project.ts';
import type { FileTree, TreeEntry } from '../domain/facts.ts';
import { CODEOWNERS_LOCATIONS } from '../reviewers/codeowners/location.ts';

/** Folders whose entries rules look at; each costs nothing of GitHub's rate limit, as trees are no connections. */
const FOLDERS = [
  '',
  '.github',
  'docs',
  '.github/workflows',
  '.github/ISSUE_TEMPLATE',
  '.github/PULL_REQUEST_TEMPLATE',
  'docs/PULL_REQUEST_TEMPLATE',
  'PULL_REQUEST_TEMPLATE',
  'ISSUE_TEMPLATE',
  '.circleci',
  '.buildkite',
] as const;

/** Files whose text rules read. A file in another spelling still counts as present; its text alone stays unknown. */
const TEXTS = [
  ...MANIFEST_PATHS,
  ...FALLBACK_PATHS,
  ...CODEOWNERS_LOCATIONS,
  'README.md',
  '.github/README.md',
  'CONTRIBUTING.md',
  '.github/CONTRIBUTING.md',
  'docs/CONTRIBUTING.md',
  'SUPPORT.md',
  '.github/SUPPORT.md',
  'docs/SUPPORT.md',
] as const;

/** GraphQL entry of a tree. */
interface EntryNode {
  readonly name: string;
  readonly type: string;
  readonly mode: number;
  readonly size: number;
}

interface ObjectNode {
  readonly oid?: string;
  readonly entries?: readonly EntryNode[];
  readonly text?: string | null;
  readonly isTruncated?: boolean | null;
}

export type FilesNode = Readonly<Record<string, ObjectNode | null | undefined>>;

/** The fields that read a repository's governed files at `revision` (`HEAD`, a branch, a commit). */
export function filesFields(revision: string): string {
  const at = (path: string) => JSON.stringify(`${revision}:${path}`);
  const folders = FOLDERS.map(
    (path, index) =>
      `folder${index}: object(expression: ${at(path)}) { ... on Tree { oid entries { name type mode size } } }`,
  );
  const texts = TEXTS.map(
    (path, index) => `text${index}: object(expression: ${at(path)}) { ... on Blob { text isTruncated } }`,
  );
  return [...folders, ...texts].join('\n');
}

/** Reads what {@link filesFields} asked for. */
export function readFiles(node: FilesNode): FileTree {
  const entries = FOLDERS.flatMap((folder, index) =>
    (node[`folder${index}`]?.entries ?? []).map((entry) => treeEntry(folder, entry)),
  );
  const texts = TEXTS.flatMap((path, index): [string, string][] => {
    const text = textOf(node[`text${index}`]);
    return text === null || (text === NO_TEXT && !isManifest(path)) ? [] : [[path, text]];
  });
  return { entries, texts: new Map(texts) };
}

/** The id of the tree at the root, 40 hex digits; `null` where there is none. */
export function readTreeId(node: FilesNode): string | null {
  return node[`folder${FOLDERS.indexOf('')}`]?.oid ?? null;
}

/** Stands for a text that GitHub doesn't give: whoever reads it finds that it is none. */
const NO_TEXT = '\0';

/**
 * A file's text; `null` where there is no file. Of one that GitHub gives no text of, or not all, only that it is there: nobody may take it for
 * absent, or a part for the whole.
 */
export function textOf(node: ObjectNode | null | undefined): string | null {
  if (!node || !('isTruncated' in node)) return null;
  return node.isTruncated || typeof node.text !== 'string' ? NO_TEXT : node.text;
}

/** What stands in its place otherwise is a project of other owners. */
function isManifest(path: string): boolean {
  return MANIFEST_PATHS.some((each) => each === path);
}

const SYMLINK_MODE = 0o120000;

function treeEntry(folder: string, entry: EntryNode): TreeEntry {
  const path = folder ? `${folder}/${entry.name}` : entry.name;
  if (entry.type === 'tree') return { path, type: 'folder' };
  if (entry.type === 'commit') return { path, type: 'submodule' };
  return { path, type: entry.mode === SYMLINK_MODE ? 'symlink' : 'file', size: entry.size };
}
