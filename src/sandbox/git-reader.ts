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
    return this.#listed(tree, ['-r', '-t']);
  }

  /** What lies at a tree's top: all that is worth to know of a large one. */
  top(tree: string): readonly GitEntry[] {
    return this.#trees.get(`-r -t ${tree}`)?.filter(({ path }) => !path.includes('/')) ?? this.#listed(tree, []);
  }

  #listed(tree: string, how: readonly string[]): readonly GitEntry[] {
    const key = [...how, tree].join(' ');
    const known = this.#trees.get(key);
    if (known) return known;
    const lines = this.git(['ls-tree', ...how, '-z', '--long', tree])
      .toString('utf8')
      .split('\0')
      .filter(Boolean);
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
    this.#trees.set(key, entries);
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

  /** `blob`, `tree`, `commit` or `tag`; `null` where the repository has no such object. */
  typeOf(oid: string): string | null {
    if (!/^[0-9a-f]{40}$/.test(oid)) return null;
    try {
      return this.text(['cat-file', '-t', oid]);
    } catch {
      return null;
    }
  }
}
