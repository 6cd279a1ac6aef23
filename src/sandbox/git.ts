import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GIT_ENVIRONMENT, GitReader } from './git-reader.ts';

export interface Signature {
  readonly name: string;
  readonly email: string;
  readonly date: Date;
}

/** One bare Git repository, read and written. */
export class GitRepository extends GitReader {
  static create(directory: string): GitRepository {
    execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', directory], { env: GIT_ENVIRONMENT });
    const repository = new GitRepository(directory);
    repository.git(['config', 'http.receivepack', 'true']);
    repository.git(['config', 'uploadpack.allowAnySHA1InWant', 'true']);
    return repository;
  }

  /** Writes a commit of `changes` upon `parent` (`null`: the first). @param changes path → bytes, `null` deletes */
  write(input: {
    parent: string | null;
    changes: ReadonlyMap<string, Buffer | null>;
    message: string;
    author: Signature;
  }): string {
    const index = join(mkdtempSync(join(tmpdir(), 'innkeeper-index-')), 'index');
    const at = { GIT_INDEX_FILE: index };
    try {
      if (input.parent) this.git(['read-tree', input.parent], undefined, at);
      const lines = [...input.changes].map(([path, content]) => {
        if (content === null) return `0 ${'0'.repeat(40)}\t${path}`;
        const oid = this.git(['hash-object', '-w', '--stdin'], content).toString().trim();
        return `100644 ${oid}\t${path}`;
      });
      this.git(['update-index', '--add', '--index-info'], `${lines.join('\n')}\n`, at);
      const tree = this.git(['write-tree'], undefined, at).toString().trim();
      return this.commitTree(tree, input.parent ? [input.parent] : [], input.message, input.author);
    } finally {
      rmSync(join(index, '..'), { recursive: true, force: true });
    }
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
    cpSync(bare, this.directory, { recursive: true });
    this.forget();
  }

  /** Moves a ref if it still is where it was. @param to `null` deletes it */
  updateRef(ref: string, to: string | null, from: string | null): void {
    const old = from ?? '0'.repeat(40);
    this.git(to ? ['update-ref', ref, to, old] : ['update-ref', '-d', ref, old]);
    this.forget();
  }
}
