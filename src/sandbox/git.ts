import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { GitHistory } from './git-history.ts';
import { FOLDER_MODE, formatTree, itemNamed, setItem, treeItem } from './git-tree.ts';

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

/** Without packs, so that each object can be read as a file. */
const CONFIG = `[core]
	repositoryformatversion = 0
	bare = true
[http]
	receivepack = true
[uploadpack]
	allowAnySHA1InWant = true
[transfer]
	unpackLimit = 2147483647
[gc]
	auto = 0
`;

/** One bare Git repository, read and written. */
export class GitRepository extends GitHistory {
  static create(directory: string): GitRepository {
    for (const folder of ['objects', 'refs/heads', 'refs/tags', 'hooks']) {
      mkdirSync(join(directory, folder), { recursive: true });
    }
    writeFileSync(join(directory, 'HEAD'), 'ref: refs/heads/main\n');
    writeFileSync(join(directory, 'config'), CONFIG);
    writeFileSync(join(directory, 'hooks', 'update'), UPDATE_HOOK, { mode: 0o755 });
    return new GitRepository(directory);
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
    return this.#writeCommit(entries, input.parent, input.message, input.author);
  }

  writeBlob(content: Buffer): string {
    return this.objects.write('blob', content);
  }

  /** @param base a tree to begin with. @param entries what differs from it. A folder with nothing in it is left out. */
  writeTree(base: string | null, entries: readonly TreeEntry[]): string {
    const items = [...(base ? this.items(base) : [])];
    const below = Map.groupBy(entries, ({ path }) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : ''));
    for (const { path, mode, oid } of below.get('') ?? []) {
      setItem(items, path, oid === null ? null : treeItem(path, mode.replace(/^0/, ''), oid));
    }
    below.delete('');
    for (const [name, inner] of below) {
      const before = itemNamed(items, name);
      const isFolder = before?.mode === FOLDER_MODE;
      if (!isFolder && inner.every(({ oid }) => oid === null)) continue;
      const entered = inner.map((entry) => ({ ...entry, path: entry.path.slice(name.length + 1) }));
      const oid = this.writeTree(isFolder ? before.oid : null, entered);
      setItem(items, name, this.items(oid).length === 0 ? null : treeItem(name, FOLDER_MODE, oid));
    }
    const tree = this.objects.write('tree', formatTree(items));
    this.trees.set(tree, items);
    return tree;
  }

  commitTree(tree: string, parents: readonly string[], message: string, { name, email, date }: Signature): string {
    const seconds = Math.floor(date.getTime() / 1000);
    const who = `${name.replace(/[<>\n]/g, '')} <${email.replace(/[<>\n]/g, '')}> ${seconds} +0000`;
    const lines = [
      `tree ${tree}`,
      ...parents.map((parent) => `parent ${parent}`),
      `author ${who}`,
      `committer ${who}`,
      '',
      message.replace(/\n?$/, '\n'),
    ];
    return this.objects.write('commit', Buffer.from(lines.join('\n')));
  }

  /** A commit of a folder's files as they are, file modes included, over those of `parent`. */
  importTree(folder: string, parent: string | null, message: string, author: Signature): string {
    return this.#writeCommit(this.#filesIn(folder, ''), parent, message, author);
  }

  #writeCommit(entries: readonly TreeEntry[], parent: string | null, message: string, author: Signature): string {
    const tree = this.writeTree(parent && this.commit(parent).tree, entries);
    return this.commitTree(tree, parent ? [parent] : [], message, author);
  }

  #filesIn(folder: string, prefix: string): TreeEntry[] {
    return readdirSync(folder, { withFileTypes: true }).flatMap((each): TreeEntry[] => {
      const from = join(folder, each.name);
      const path = `${prefix}${each.name}`;
      if (each.name === '.git') return [];
      if (each.isDirectory()) return this.#filesIn(from, `${path}/`);
      if (each.isSymbolicLink())
        return [{ path, mode: '120000', oid: this.writeBlob(Buffer.from(readlinkSync(from))) }];
      const mode = statSync(from).mode & 0o100 ? '100755' : '100644';
      return [{ path, mode, oid: this.writeBlob(readFileSync(from)) }];
    });
  }

  copyFrom(bare: string): void {
    // Its hooks would run here, and its configuration would replace ours.
    cpSync(bare, this.directory, {
      recursive: true,
      filter: (path) => !/\/(?:hooks|config|objects\/pack)$/.test(path),
    });
    const packs = join(bare, 'objects', 'pack');
    for (const name of existsSync(packs) ? readdirSync(packs) : []) {
      if (name.endsWith('.pack')) this.git(['unpack-objects', '-q'], readFileSync(join(packs, name)));
    }
    this.forget();
  }

  /** Moves a ref if it still is where it was. @param to `null` deletes it */
  updateRef(ref: string, to: string | null, from: string | null): void {
    if (to && this.branches.canMove(ref)) {
      this.branches.move(ref, to, from);
      return;
    }
    const old = from ?? '0'.repeat(40);
    this.git(to ? ['update-ref', ref, to, old] : ['update-ref', '-d', ref, old]);
    this.forget();
  }
}
