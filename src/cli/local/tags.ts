import { execFileSync } from 'node:child_process';
import { git } from './files.ts';

/** A tag of a checkout, and the commit that it leads to. */
export interface LocalTag {
  readonly name: string;
  /** 40 hex digits. */
  readonly commit: string;
  /** ISO 8601: when it was tagged, or, of a tag without a date of its own, when its commit was made. */
  readonly date: string;
  /** The tag's own message, or its commit's. */
  readonly message: string;
}

const FIELDS = [
  'refname:strip=2',
  '*objecttype',
  '*objectname',
  'objecttype',
  'objectname',
  'creatordate:iso-strict',
  'contents',
];

/** Every tag that leads to a commit, in git's order, from one call. */
export function listTags(directory: string): readonly LocalTag[] {
  const format = FIELDS.map((field) => `%(${field})%00`).join('');
  const fields = git(directory, ['for-each-ref', `--format=${format}`, 'refs/tags'])?.split('\0') ?? [];
  const records = Array.from({ length: Math.floor(fields.length / FIELDS.length) }, (_, index) =>
    fields.slice(index * FIELDS.length, (index + 1) * FIELDS.length),
  );
  return records.flatMap(([name = '', peeledType, peeled, type, object, date = '', message = '']): LocalTag[] => {
    const commit = peeledType === 'commit' ? peeled : type === 'commit' ? object : undefined;
    return commit
      ? [{ name: name.replace(/^\n/, ''), commit, date: new Date(date || 0).toISOString(), message: message.trim() }]
      : [];
  });
}

/** Texts of those paths that are files at a commit, from one call; what is no text comes out garbled, and is refused as such. */
export function textsAt(directory: string, commit: string, paths: readonly string[]): ReadonlyMap<string, string> {
  const asked = paths.filter((path) => !path.includes('\n'));
  const input = asked.map((path) => `${commit}:${path}\n`).join('');
  let output: Buffer;
  try {
    output = execFileSync('git', ['cat-file', '--batch'], {
      cwd: directory,
      input,
      stdio: ['pipe', 'pipe', 'ignore'],
      maxBuffer: 1 << 28,
    });
  } catch {
    return new Map();
  }
  const texts = new Map<string, string>();
  let at = 0;
  for (const path of asked) {
    const end = output.indexOf('\n', at);
    const [, type, size] = /^\S+ (\w+) (\d+)$/.exec(output.toString('utf8', at, end)) ?? [];
    at = end + 1;
    if (size === undefined) continue;
    if (type === 'blob') texts.set(path, output.toString('utf8', at, at + Number(size)));
    at += Number(size) + 1;
  }
  return texts;
}

/** The tree of a folder at a commit, 40 hex digits; `null` where there is no such folder. */
export function treeAt(directory: string, commit: string, folder: string): string | null {
  const revision = folder === '.' ? `${commit}^{tree}` : `${commit}:${folder}`;
  const tree = git(directory, ['rev-parse', '--verify', '--quiet', revision])?.trim();
  return tree && git(directory, ['cat-file', '-t', tree])?.trim() === 'tree' ? tree : null;
}

/** Paths in a tree: of all files below it, or of what stands in it itself. */
export function filesIn(directory: string, tree: string, depth: 'all' | 'itself' = 'all'): readonly string[] {
  const args = ['ls-tree', ...(depth === 'all' ? ['-r'] : []), '--name-only', '-z', tree];
  return git(directory, args)?.split('\0').filter(Boolean) ?? [];
}

/** Whether a commit is the default branch's or one before it; `null` where the checkout is too shallow to tell. */
export function isOnDefaultBranch(directory: string, commit: string): boolean | null {
  const isOn = (branch: string) => git(directory, ['merge-base', '--is-ancestor', commit, branch]) !== null;
  if (defaultBranches(directory).some(isOn)) return true;
  return git(directory, ['rev-parse', '--is-shallow-repository'])?.trim() === 'true' ? null : false;
}

/** The default branch as the remote has it and as it stands here, where nothing tells it what is checked out. */
export function defaultBranches(directory: string): readonly string[] {
  const exists = (ref: string) => git(directory, ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`]) !== null;
  const remote = git(directory, ['symbolic-ref', '--quiet', 'refs/remotes/origin/HEAD'])?.trim();
  const own = remote?.replace('refs/remotes/origin/', 'refs/heads/');
  const local = [...(own ? [own] : []), 'refs/heads/main', 'refs/heads/master'].find(exists);
  const found = [...(remote && exists(remote) ? [remote] : []), ...(local ? [local] : [])];
  return found.length > 0 ? found : ['HEAD'];
}

/** The repository's address for people, without any name or password in it; as it stands where it is none of the web's, `''` where there is none. */
export function webAddress(directory: string): string {
  const remote = remoteOf(directory);
  const [, host, path] =
    /^(?:ssh:\/\/)?(?:[^@/]+@)?([\w.-]+\.[a-z]+)(?::\d+\/|[:/])([^:]+)$/i.exec(remote) ??
    /^https?:\/\/(?:[^@/]*@)?([^/]+)\/(.+)$/.exec(remote) ??
    [];
  return host && path ? `https://${host}/${path.replace(/\/+$/, '').replace(/\.git$/, '')}` : remote;
}

/** Where the checkout was cloned from, as git has it; `''` where it wasn't. */
export function remoteOf(directory: string): string {
  return git(directory, ['remote', 'get-url', 'origin'])?.trim() ?? '';
}
