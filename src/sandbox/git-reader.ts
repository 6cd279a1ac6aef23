import { execFileSync, type StdioOptions } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GitObjects, type GitType } from './git-objects.ts';
import { GitRefs } from './git-refs.ts';
import { FOLDER_MODE, itemNamed, parseTree, type Tree, type TreeItem } from './git-tree.ts';

export interface GitEntry {
  /** From the tree that was asked about. */
  readonly path: string;
  readonly name: string;
  /** Six digits. */
  readonly mode: string;
  readonly type: 'blob' | 'tree' | 'commit';
  readonly oid: string;
}

export interface GitCommit {
  readonly oid: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
  /** `date` in ISO 8601, UTC. */
  readonly author: { readonly name: string; readonly email: string; readonly date: string };
}

const GIT_ENVIRONMENT = {
  PATH: process.env.PATH,
  HOME: tmpdir(),
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
};

/** What a bare Git repository holds. What is named by its object id never changes, and is kept. */
export class GitReader {
  readonly directory: string;
  protected readonly objects: GitObjects;
  protected readonly branches: GitRefs;
  protected readonly trees = new Map<string, Tree>();
  readonly #commits = new Map<string, GitCommit>();

  constructor(directory: string) {
    this.directory = directory;
    this.objects = new GitObjects(join(directory, 'objects'));
    this.branches = new GitRefs(directory);
  }

  /** Runs git in this repository. */
  git(args: readonly string[], input?: string | Buffer): Buffer {
    const stdio: StdioOptions = ['pipe', 'pipe', 'pipe'];
    const options = { cwd: this.directory, input, stdio, env: GIT_ENVIRONMENT, maxBuffer: 1 << 28 };
    return execFileSync('git', [...args], options);
  }

  text(args: readonly string[], input?: string): string {
    return this.git(args, input).toString('utf8').trim();
  }

  get head(): string {
    return this.branches.head;
  }

  /** Full name → object id. Pushes come from outside this class: `forget` after them. */
  refs(): ReadonlyMap<string, string> {
    return this.branches.all();
  }

  forget(): void {
    this.branches.forget();
  }

  /** The commit that `revision` names: a branch, a tag, or the beginning of an object id; `null` where there is none. */
  resolve(revision: string): string | null {
    const refs = this.refs();
    const name = revision === 'HEAD' ? `refs/heads/${this.head}` : revision;
    const named = refs.get(name) ?? refs.get(`refs/heads/${name}`) ?? refs.get(`refs/tags/${name}`);
    if (named) return this.#commitAt(named);
    if (!/^[0-9a-f]{7,40}$/.test(revision)) return null;
    const [found, another] = revision.length === 40 ? [revision] : this.objects.beginning(revision);
    return found && !another ? this.#commitAt(found) : null;
  }

  /** An annotated tag's commit; a commit is its own. */
  #commitAt(oid: string): string | null {
    const object = this.objects.read(oid);
    if (object?.type !== 'tag') return object?.type === 'commit' ? oid : null;
    return this.#commitAt(/^object (.+)$/m.exec(object.content.toString('utf8'))?.[1] ?? '');
  }

  commit(oid: string): GitCommit {
    const known = this.#commits.get(oid);
    if (known) return known;
    const text = this.#content(oid).toString('utf8');
    const end = text.indexOf('\n\n');
    const head = text.slice(0, end);
    const [, name = '', email = '', seconds = '0'] = /^author (.*) <(.*)> (\d+) /m.exec(head) ?? [];
    const commit = {
      oid,
      tree: /^tree (.+)$/m.exec(head)?.[1] ?? '',
      parents: [...head.matchAll(/^parent (.+)$/gm)].map(([, parent = '']) => parent),
      message: text.slice(end).trim(),
      author: { name, email, date: new Date(Number(seconds) * 1000).toISOString().replace('.000', '') },
    };
    this.#commits.set(oid, commit);
    return commit;
  }

  /** Everything in a tree, folders included. */
  entries(tree: string): readonly GitEntry[] {
    return this.top(tree).flatMap((entry) => {
      if (entry.type !== 'tree') return [entry];
      const below = this.entries(entry.oid).map((each) => ({ ...each, path: `${entry.path}/${each.path}` }));
      return [entry, ...below];
    });
  }

  /** What lies at a tree's top. @param tree of a commit, or of a folder */
  top(tree: string): readonly GitEntry[] {
    return this.items(tree).map((item) => entryOf(item.name, item));
  }

  protected items(tree: string): Tree {
    const items = this.trees.get(tree) ?? parseTree(this.#content(tree));
    this.trees.set(tree, items);
    return items;
  }

  /** What a commit has at a path. @param revision as for {@link resolve} */
  find(revision: string, path: string): GitEntry | null {
    const commit = this.resolve(revision);
    if (!commit) return null;
    let item: Pick<TreeItem, 'mode' | 'oid'> | undefined = { mode: FOLDER_MODE, oid: this.commit(commit).tree };
    for (const name of path.split('/')) {
      item = item?.mode === FOLDER_MODE ? itemNamed(this.items(item.oid), name) : undefined;
    }
    return item ? entryOf(path, item) : null;
  }

  blob(oid: string): Buffer {
    return this.#content(oid);
  }

  /** Bytes of a file; 0 for what is none. */
  size({ type, oid }: GitEntry): number {
    return type === 'blob' ? this.blob(oid).length : 0;
  }

  /** `null` where the repository has no such object. */
  typeOf(oid: string): GitType | null {
    return /^[0-9a-f]{40}$/.test(oid) ? (this.objects.read(oid)?.type ?? null) : null;
  }

  #content(oid: string): Buffer {
    const object = this.objects.read(oid);
    if (!object) throw new Error(`${this.directory} has no object ${oid}.`);
    return object.content;
  }
}

function entryOf(path: string, { mode, oid }: Pick<TreeItem, 'mode' | 'oid'>): GitEntry {
  const type = mode === FOLDER_MODE ? 'tree' : mode === '160000' ? 'commit' : 'blob';
  return { path, name: path.slice(path.lastIndexOf('/') + 1), mode: mode.padStart(6, '0'), type, oid };
}
