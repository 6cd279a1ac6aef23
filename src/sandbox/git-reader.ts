import { execFileSync, type StdioOptions } from 'node:child_process';
import { tmpdir } from 'node:os';

export interface GitEntry {
  readonly path: string;
  readonly name: string;
  readonly mode: string;
  readonly type: 'blob' | 'tree' | 'commit';
  readonly oid: string;
  readonly size: number;
}

export interface GitCommit {
  readonly oid: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly author: { readonly name: string; readonly email: string; readonly date: string };
}

export interface GitChange {
  readonly path: string;
  readonly previous: string | null;
  readonly status: 'added' | 'modified' | 'removed' | 'renamed';
  readonly additions: number;
  readonly deletions: number;
}

export const GIT_ENVIRONMENT = {
  PATH: process.env.PATH,
  HOME: tmpdir(),
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
};

/** What a bare Git repository holds, by Git's own plumbing. What is named by its object id never changes, and is kept. */
export class GitReader {
  readonly directory: string;
  readonly #trees = new Map<string, readonly GitEntry[]>();
  readonly #blobs = new Map<string, Buffer>();
  readonly #commits = new Map<string, GitCommit>();
  readonly #peeled = new Map<string, string | null>();
  #refs: ReadonlyMap<string, string> | null = null;
  #head: string | null = null;
  /** What was found out about two commits, which never changes either. */
  readonly #compared = new Map<string, unknown>();

  constructor(directory: string) {
    this.directory = directory;
  }

  /** Runs git in this repository. */
  git(args: readonly string[], input?: string | Buffer, extra: NodeJS.ProcessEnv = {}): Buffer {
    const stdio: StdioOptions = ['pipe', 'pipe', 'pipe'];
    return execFileSync('git', [...args], {
      cwd: this.directory,
      input,
      stdio,
      env: { ...GIT_ENVIRONMENT, ...extra },
      maxBuffer: 1 << 28,
    });
  }

  text(args: readonly string[], input?: string): string {
    return this.git(args, input).toString('utf8').trim();
  }

  get head(): string {
    this.#head ??= this.text(['symbolic-ref', '--short', 'HEAD']);
    return this.#head;
  }

  /** Full name → object id. Pushes come from outside this class: `forget` after them. */
  refs(): ReadonlyMap<string, string> {
    this.#refs ??= new Map(
      this.text(['for-each-ref', '--format=%(refname) %(objectname)'])
        .split('\n')
        .filter(Boolean)
        .map((line): [string, string] => [line.slice(0, line.lastIndexOf(' ')), line.slice(line.lastIndexOf(' ') + 1)]),
    );
    return this.#refs;
  }

  forget(): void {
    this.#refs = null;
    this.#head = null;
  }

  /** The commit that `revision` names; `null` where there is none. */
  resolve(revision: string): string | null {
    const refs = this.refs();
    const name = revision === 'HEAD' ? `refs/heads/${this.head}` : revision;
    const direct = refs.get(name) ?? refs.get(`refs/heads/${name}`) ?? refs.get(`refs/tags/${name}`);
    if (!direct && !/^[0-9a-f]{7,40}$/.test(revision)) return null;
    const object = direct ?? revision;
    const known = this.#peeled.get(object);
    if (known) return known;
    const commit = this.#peel(object);
    this.#peeled.set(object, commit);
    return commit;
  }

  /** An annotated tag's commit; a commit is its own. */
  #peel(object: string): string | null {
    try {
      return this.text(['rev-parse', '--verify', '--quiet', `${object}^{commit}`]);
    } catch {
      return null;
    }
  }

  commit(oid: string): GitCommit {
    const known = this.#commits.get(oid);
    if (known) return known;
    const raw = this.text(['show', '--no-patch', '--format=%T%n%P%n%an%n%ae%n%aI%n%B', oid]);
    const [tree = '', parents = '', name = '', email = '', date = '', ...message] = raw.split('\n');
    const commit = {
      oid,
      tree,
      parents: parents.split(' ').filter(Boolean),
      message: message.join('\n').trim(),
      author: { name, email, date },
    };
    this.#commits.set(oid, commit);
    return commit;
  }

  /** Everything in a tree, folders included. */
  entries(tree: string): readonly GitEntry[] {
    const known = this.#trees.get(tree);
    if (known) return known;
    const lines = this.git(['ls-tree', '-r', '-t', '-z', '--long', tree]).toString('utf8').split('\0').filter(Boolean);
    const entries = lines.map((line): GitEntry => {
      const [meta = '', path = ''] = line.split('\t');
      const [mode = '', type = '', oid = '', size = ''] = meta.split(/\s+/);
      return {
        path,
        name: path.slice(path.lastIndexOf('/') + 1),
        mode,
        type: type as GitEntry['type'],
        oid,
        size: Number(size) || 0,
      };
    });
    this.#trees.set(tree, entries);
    return entries;
  }

  find(commit: string, path: string): GitEntry | null {
    return this.entries(this.commit(commit).tree).find((entry) => entry.path === path) ?? null;
  }

  blob(oid: string): Buffer {
    const known = this.#blobs.get(oid);
    if (known) return known;
    const blob = this.git(['cat-file', 'blob', oid]);
    this.#blobs.set(oid, blob);
    return blob;
  }

  isAncestor(ancestor: string, descendant: string): boolean {
    try {
      this.git(['merge-base', '--is-ancestor', ancestor, descendant]);
      return true;
    } catch {
      return false;
    }
  }

  #once<T>(question: string, commits: readonly string[], answer: () => T): T {
    // A branch's name may mean another commit tomorrow.
    if (!commits.every((each) => /^[0-9a-f]{40}$/.test(each))) return answer();
    const key = [question, ...commits].join(' ');
    if (!this.#compared.has(key)) this.#compared.set(key, answer());
    return this.#compared.get(key) as T;
  }

  mergeBase(one: string, other: string): string | null {
    return this.#once('merge-base', [one, other], () => {
      try {
        return this.text(['merge-base', one, other]);
      } catch {
        return null;
      }
    });
  }

  /** `blob`, `tree`, `commit` or `tag`; `null` where the repository has no such object. */
  typeOf(oid: string): string | null {
    if (!/^[0-9a-f]{40}$/.test(oid)) return null;
    try {
      return this.text(['cat-file', '-t', oid]);
    } catch {
      return null;
    }
  }

  /** The tree that a merge would have; `null` where it conflicts. */
  mergeTree(one: string, other: string): string | null {
    try {
      return this.text(['merge-tree', '--write-tree', one, other]).split('\n')[0] ?? null;
    } catch {
      return null;
    }
  }

  /** Newest first, 500 at most. @param paths those that touch one of them; default: all */
  log(range: string, paths: readonly string[] = []): string[] {
    return this.text(['rev-list', '--max-count=500', range, '--', ...paths])
      .split('\n')
      .filter(Boolean);
  }

  /** @param range `<from>..<to>` */
  count(range: string): number {
    return this.#once('count', range.split('..'), () => Number(this.text(['rev-list', '--count', range])));
  }

  /** Who made the last commits to a path, the newest first: one name for each commit. */
  authorsOf(commit: string, path: string, limit: number): readonly string[] {
    const names = this.text(['log', `--max-count=${limit}`, '--format=%an', commit, '--', path]);
    return names.split('\n').filter((name) => name !== '');
  }

  changes(from: string, to: string): readonly GitChange[] {
    return this.#once('changes', [from, to], () => this.#changes(from, to));
  }

  #changes(from: string, to: string): readonly GitChange[] {
    const counts = this.text(['-c', 'core.quotePath=false', 'diff', '--numstat', '--no-renames', from, to]).split('\n');
    const lines = new Map(
      counts.filter(Boolean).map((line): [string, readonly [number, number]] => {
        const [additions = '', deletions = '', path = ''] = line.split('\t');
        return [path, [Number(additions) || 0, Number(deletions) || 0]];
      }),
    );
    const fields = this.git(['diff', '--name-status', '-M', '-z', from, to]).toString('utf8').split('\0');
    const changes: GitChange[] = [];
    for (let index = 0; index + 1 < fields.length; index += 2) {
      const letter = fields[index]?.[0] ?? 'M';
      const previous = letter === 'R' ? (fields[index + 1] ?? null) : null;
      if (previous !== null) index += 1;
      const path = fields[index + 1] ?? '';
      const [additions = 0, deletions = 0] = lines.get(path) ?? [];
      changes.push({ path, previous, status: STATUS[letter] ?? 'modified', additions, deletions });
    }
    return changes;
  }
}

const STATUS: Readonly<Record<string, GitChange['status']>> = { A: 'added', D: 'removed', R: 'renamed' };
