import { GitReader } from './git-reader.ts';

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
