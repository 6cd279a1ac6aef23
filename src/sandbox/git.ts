import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GitHistory } from './git-history.ts';
import { GIT_ENVIRONMENT, type GitEntry } from './git-reader.ts';

export interface Signature {
  readonly name: string;
  readonly email: string;
  readonly date: Date;
}

/** One change of a tree; an `oid` of `null` deletes. */
interface TreeEntry {
  readonly path: string;
  readonly mode: string;
  readonly oid: string | null;
}

/** The ref that a push may not move; the server names it, and Git asks before it moves each. */
export const PROTECTED_REF = 'SANDBOX_PROTECTED_REF';
const UPDATE_HOOK = `#!/bin/sh
[ "$1" != "$${PROTECTED_REF}" ] && exit 0
echo "error: GH006: Protected branch update failed for $1." >&2
echo "error: Changes must be made through a pull request." >&2
exit 1
`;

/** One bare Git repository, read and written. */
export class GitRepository extends GitHistory {
  static create(directory: string): GitRepository {
    execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', directory], { env: GIT_ENVIRONMENT });
    const repository = new GitRepository(directory);
    repository.git(['config', 'http.receivepack', 'true']);
    repository.git(['config', 'uploadpack.allowAnySHA1InWant', 'true']);
    mkdirSync(join(directory, 'hooks'), { recursive: true });
    writeFileSync(join(directory, 'hooks', 'update'), UPDATE_HOOK, { mode: 0o755 });
    return repository;
  }

  /** Writes a commit of `changes` upon `parent` (`null`: the first). @param changes path → bytes, `null` deletes */
  write(input: {
    parent: string | null;
    changes: ReadonlyMap<string, Buffer | null>;
    message: string;
    author: Signature;
  }): string {
    const entries = [...input.changes].map(([path, content]) => ({
      path,
      mode: '100644',
      oid: content && this.writeBlob(content),
    }));
    const tree = this.writeTree(input.parent, entries);
    return this.commitTree(tree, input.parent ? [input.parent] : [], input.message, input.author);
  }

  writeBlob(content: Buffer): string {
    return this.git(['hash-object', '-w', '--stdin'], content).toString().trim();
  }

  /** @param base a tree or a commit to begin with. @param entries what differs from it */
  writeTree(base: string | null, entries: readonly TreeEntry[]): string {
    const index = join(mkdtempSync(join(tmpdir(), 'innkeeper-index-')), 'index');
    const at = { GIT_INDEX_FILE: index };
    try {
      if (base) this.git(['read-tree', base], undefined, at);
      const lines = entries
        .flatMap((entry) => this.#files(base, entry))
        .map(({ path, mode, oid }) => (oid === null ? `0 ${'0'.repeat(40)}\t${path}` : `${mode} ${oid}\t${path}`));
      this.git(['update-index', '--add', '--index-info'], `${lines.join('\n')}\n`, at);
      return this.git(['write-tree'], undefined, at).toString().trim();
    } finally {
      rmSync(join(index, '..'), { recursive: true, force: true });
    }
  }

  /** An index holds files alone: a tree becomes its files, in place of those that were there. */
  #files(base: string | null, entry: TreeEntry): TreeEntry[] {
    const { path, mode, oid } = entry;
    if (mode !== '040000') return [entry];
    const isFile = ({ type }: GitEntry) => type !== 'tree';
    const before = base ? this.entries(base).filter((each) => isFile(each) && each.path.startsWith(`${path}/`)) : [];
    const after = oid ? this.entries(oid).filter(isFile) : [];
    return [
      ...before.map((each) => ({ path: each.path, mode: '0', oid: null })),
      ...after.map((each) => ({ path: `${path}/${each.path}`, mode: each.mode, oid: each.oid })),
    ];
  }

  commitTree(tree: string, parents: readonly string[], message: string, { name, email, date }: Signature): string {
    const when = date.toISOString();
    const who = {
      GIT_AUTHOR_NAME: name,
      GIT_AUTHOR_EMAIL: email,
      GIT_AUTHOR_DATE: when,
      GIT_COMMITTER_NAME: name,
      GIT_COMMITTER_EMAIL: email,
      GIT_COMMITTER_DATE: when,
    };
    const args = ['commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent]), '-F', '-'];
    return this.git(args, message, who).toString().trim();
  }

  /** Adds a folder's files to an index as they are, file modes included. */
  importTree(folder: string, parent: string | null, message: string, author: Signature): string {
    const index = join(mkdtempSync(join(tmpdir(), 'innkeeper-index-')), 'index');
    const at = { GIT_INDEX_FILE: index, GIT_DIR: this.directory, GIT_WORK_TREE: folder };
    try {
      if (parent) this.git(['read-tree', parent], undefined, at);
      execFileSync('git', ['add', '--all', '--force', ...(parent ? ['--ignore-removal'] : []), '.'], {
        cwd: folder,
        env: { ...GIT_ENVIRONMENT, ...at },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      const tree = this.git(['write-tree'], undefined, at).toString().trim();
      return this.commitTree(tree, parent ? [parent] : [], message, author);
    } finally {
      rmSync(join(index, '..'), { recursive: true, force: true });
    }
  }

  copyFrom(bare: string): void {
    // Its hooks would run here, and its configuration would replace ours.
    cpSync(bare, this.directory, { recursive: true, filter: (path) => !/\/(?:hooks|config)$/.test(path) });
    this.forget();
  }

  /** Moves a ref if it still is where it was. @param to `null` deletes it */
  updateRef(ref: string, to: string | null, from: string | null): void {
    const old = from ?? '0'.repeat(40);
    this.git(to ? ['update-ref', ref, to, old] : ['update-ref', '-d', ref, old]);
    this.forget();
  }
}
