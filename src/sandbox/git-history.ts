import { GitReader } from './git-reader.ts';
import { differences, FOLDER_MODE, type TreeItem } from './git-tree.ts';

export interface GitChange {
  readonly path: string;
  readonly previous: string | null;
  readonly status: 'added' | 'modified' | 'removed' | 'renamed';
  readonly additions: number;
  readonly deletions: number;
}

/** How the commits of a bare Git repository stand to one another. */
export class GitHistory extends GitReader {
  /** What was found out about two commits, which never changes either. */
  readonly #compared = new Map<string, unknown>();

  isAncestor(ancestor: string, descendant: string): boolean {
    if (ancestor === descendant) return true;
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
    if (one === other) return one;
    return this.#once('merge-base', [one, other], () => {
      try {
        return this.text(['merge-base', one, other]);
      } catch {
        return null;
      }
    });
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

  /** The 20 newest of `to` that `from` hasn't, the oldest first. */
  since(from: string | null, to: string): readonly string[] {
    const line: string[] = [];
    for (let at: string | undefined = to; at && at !== from && line.length < 20; ) {
      line.unshift(at);
      const [parent, another]: readonly string[] = this.commit(at).parents;
      // With a merge in it, it is no line.
      if (another)
        return this.log(from ? `${from}..${to}` : to)
          .slice(0, 20)
          .reverse();
      at = parent;
    }
    return line;
  }

  /** @param range `<from>..<to>` */
  count(range: string): number {
    const [from = '', to = ''] = range.split('..');
    if (from === to) return 0;
    return this.#once('count', [from, to], () => Number(this.text(['rev-list', '--count', range])));
  }

  /** How many commits lead to this one that were made at or after a time. As Git does, it looks no further where it meets an older one. */
  countSince(commit: string, since: Date): number {
    const found = new Set<string>();
    const next = [commit];
    for (let at = next.pop(); at; at = next.pop()) {
      const { author, parents } = this.commit(at);
      if (found.has(at) || Date.parse(author.date) < since.getTime()) continue;
      found.add(at);
      next.push(...parents);
    }
    return found.size;
  }

  /** Who made the last commits to a path, the newest first: one name for each commit. */
  authorsOf(commit: string, path: string, limit: number): readonly string[] {
    const names = this.text(['log', `--max-count=${limit}`, '--format=%an', commit, '--', path]);
    return names.split('\n').filter((name) => name !== '');
  }

  /** Files that differ between two trees, each as it is in the newer one. A renamed one is removed and added. @param from `null`: nothing */
  touched(from: string | null, to: string | null, prefix = ''): readonly Pick<GitChange, 'path' | 'status'>[] {
    if (from === to) return [];
    const trees = [from, to].map((tree) => (tree === null ? [] : this.items(tree)));
    const folder = (item: TreeItem | null) => (item?.mode === FOLDER_MODE ? item.oid : null);
    return [...differences(trees[0] ?? [], trees[1] ?? [])].flatMap(([was, is]) => {
      const path = `${prefix}${(was ?? is)?.name}`;
      const below = this.touched(folder(was), folder(is), `${path}/`);
      const [wasFile, isFile] = [was && folder(was) === null, is && folder(is) === null];
      if (!wasFile && !isFile) return below;
      return [{ path, status: wasFile ? (isFile ? 'modified' : 'removed') : 'added' } as const, ...below];
    });
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
