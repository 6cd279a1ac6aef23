import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Names that no rule of `git check-ref-format` is against. */
const PLAIN = /^refs\/(?:heads|tags)(?:\/\w[\w@+-]*(?:\.\w[\w@+-]*)*)+$/;

/** The branches and tags of a bare Git repository, kept until they are forgotten: pushes come from outside. */
export class GitRefs {
  readonly #directory: string;
  #all: ReadonlyMap<string, string> | null = null;
  #head: string | null = null;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** The branch that HEAD names. */
  get head(): string {
    this.#head ??= readFileSync(join(this.#directory, 'HEAD'), 'utf8').trim().replace('ref: refs/heads/', '');
    return this.#head;
  }

  /** Full name → object id, sorted by name. */
  all(): ReadonlyMap<string, string> {
    this.#all ??= new Map(
      [...this.#packed(), ...this.#loose('refs')].sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0)),
    );
    return this.#all;
  }

  forget(): void {
    this.#all = null;
    this.#head = null;
  }

  /** Whether {@link move} can do it; else Git is to. */
  canMove(ref: string): boolean {
    const file = join(this.#directory, ref);
    return PLAIN.test(ref) && !ref.endsWith('.lock') && !(existsSync(file) && statSync(file).isDirectory());
  }

  /** Moves a ref if it still is where it was, under the lock that Git itself takes. @throws where it isn't, or somebody holds the lock */
  move(ref: string, to: string, from: string | null): void {
    const file = join(this.#directory, ref);
    const lock = `${file}.lock`;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(lock, `${to}\n`, { flag: 'wx' });
    try {
      this.forget();
      const at = this.all().get(ref) ?? null;
      if (at !== from) throw new Error(`${ref} is at ${at}, not at ${from}`);
      renameSync(lock, file);
    } catch (error) {
      rmSync(lock, { force: true });
      throw error;
    } finally {
      this.forget();
    }
  }

  #loose(folder: string): [string, string][] {
    return readdirSync(join(this.#directory, folder), { withFileTypes: true }).flatMap((each): [string, string][] => {
      const ref = `${folder}/${each.name}`;
      if (each.isDirectory()) return this.#loose(ref);
      const oid = readFileSync(join(this.#directory, ref), 'utf8').trim();
      return /^[0-9a-f]{40}$/.test(oid) && !ref.endsWith('.lock') ? [[ref, oid]] : [];
    });
  }

  #packed(): [string, string][] {
    const file = join(this.#directory, 'packed-refs');
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    return [...text.matchAll(/^([0-9a-f]{40}) (\S+)$/gm)].map(([, oid = '', ref = '']) => [ref, oid]);
  }
}
