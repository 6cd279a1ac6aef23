import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deflateSync, inflateSync } from 'node:zlib';

export type GitType = 'blob' | 'tree' | 'commit' | 'tag';

export interface GitObject {
  readonly type: GitType;
  readonly content: Buffer;
}

/**
 * The objects of a Git repository, each in a file of its own, read and written in process: to start Git for one takes longer than all the rest of
 * a commit. An object never changes, and is kept in memory once seen.
 * @see https://git-scm.com/book/en/v2/Git-Internals-Git-Objects
 */
export class GitObjects {
  readonly #directory: string;
  readonly #known = new Map<string, GitObject>();

  /** @param directory `objects/` of a repository that keeps no packs */
  constructor(directory: string) {
    this.#directory = directory;
  }

  /** `null` where there is no such object. */
  read(oid: string): GitObject | null {
    const known = this.#known.get(oid);
    if (known) return known;
    const file = this.#file(oid);
    // Asked again next time: a push may bring it.
    if (!existsSync(file)) return null;
    const whole = inflateSync(readFileSync(file));
    const end = whole.indexOf(0);
    const [type] = whole.toString('latin1', 0, end).split(' ');
    const object = { type: type as GitType, content: whole.subarray(end + 1) };
    this.#known.set(oid, object);
    return object;
  }

  /** @returns its id, 40 hex digits */
  write(type: GitType, content: Buffer): string {
    const whole = Buffer.concat([Buffer.from(`${type} ${content.length}\0`), content]);
    const oid = createHash('sha1').update(whole).digest('hex');
    const file = this.#file(oid);
    if (!this.#known.has(oid) && !existsSync(file)) {
      mkdirSync(dirname(file), { recursive: true });
      // Git may be reading meanwhile: what bears the name is whole.
      writeFileSync(`${file}.draft`, deflateSync(whole, { level: 0 }));
      renameSync(`${file}.draft`, file);
    }
    this.#known.set(oid, { type, content });
    return oid;
  }

  /** Ids that begin so, at least two hex digits. */
  beginning(prefix: string): readonly string[] {
    const folder = join(this.#directory, prefix.slice(0, 2));
    const names = existsSync(folder) ? readdirSync(folder) : [];
    return names.map((name) => `${prefix.slice(0, 2)}${name}`).filter((oid) => oid.startsWith(prefix));
  }

  #file(oid: string): string {
    return join(this.#directory, oid.slice(0, 2), oid.slice(2));
  }
}
