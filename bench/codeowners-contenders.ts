import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Minimatch } from 'minimatch';
import { compileCodeowners } from '../src/reviewers/codeowners/match.ts';
import { parseCodeowners } from '../src/reviewers/codeowners/parse.ts';

/** The owners of a path. */
export type OwnersOf = (path: string) => readonly string[];

export interface Contender {
  readonly name: string;
  /** All that is done once for a file. */
  readonly compile: (text: string) => OwnersOf;
}

export const INNKEEPER: Contender = {
  name: 'Innkeeper',
  compile: (text) => {
    const matcher = compileCodeowners(parseCodeowners(text));
    return (path) => matcher.match(path)?.owners ?? [];
  },
};

/** One compiled object or two a line, tried from the last line up: what one writes without an index. */
export const MINIMATCH: Contender = {
  name: 'compiled Minimatch',
  compile: (text) => {
    const rules = parseCodeowners(text).rules.map(({ pattern, owners }) => ({ owners, globs: globsOf(pattern) }));
    rules.reverse();
    return (path) => rules.find(({ globs }) => globs.some((glob) => glob.match(path)))?.owners ?? [];
  },
};

/** A pattern as globs: the file of that name, and all below the folder of that name. */
function globsOf(pattern: string): readonly Minimatch[] {
  const place = pattern.replace(/\/$/, '');
  const base = place.includes('/') ? place.replace(/^\//, '') : `**/${place}`;
  const below = `${base}/**`;
  const globs = pattern.endsWith('/') ? [below] : place.endsWith('/*') ? [base] : [base, below];
  return globs.map((glob) => new Minimatch(glob, { dot: true }));
}

/** The npm packages that answer the same question. */
export async function packages(): Promise<readonly Contender[]> {
  return [
    { name: 'codeowners (npm)', compile: await codeownersPackage() },
    { name: 'codeowners-utils (npm)', compile: await codeownersUtilsPackage() },
  ];
}

async function codeownersPackage(): Promise<Contender['compile']> {
  type Constructor = new (folder: string) => { getOwner: OwnersOf };
  const { default: Codeowners } = (await installed('codeowners')) as { default: Constructor };
  return (text) => {
    const folder = mkdtempSync(join(tmpdir(), 'innkeeper-bench-'));
    try {
      // Where it would look first.
      mkdirSync(join(folder, '.github'));
      writeFileSync(join(folder, '.github', 'CODEOWNERS'), text);
      const codeowners = new Codeowners(folder);
      return (path) => codeowners.getOwner(path);
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
}

async function codeownersUtilsPackage(): Promise<Contender['compile']> {
  interface Entry {
    readonly owners: readonly string[];
  }
  interface Utils {
    parse(text: string): readonly Entry[];
    matchFile(path: string, entries: readonly Entry[]): Entry | null;
  }
  const { parse, matchFile } = (await installed('codeowners-utils')) as Utils;
  return (text) => {
    const entries = parse(text);
    return (path) => matchFile(path, entries)?.owners ?? [];
  };
}

/** A package of `bench/package.json`, which the App itself doesn't install. */
async function installed(name: string): Promise<unknown> {
  try {
    return await import(name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    process.stderr.write(`${name} isn’t installed. Run "npm ci --prefix bench" first.\n`);
    return process.exit(2);
  }
}
