import { existsSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, posix, relative, resolve, sep } from 'node:path';
import { UserError } from '../domain/user-error.ts';
import { CODEOWNERS_LOCATIONS } from '../reviewers/codeowners/location.ts';
import { readCodeowners } from '../reviewers/codeowners/read.ts';
import type { CliCommand } from './commands.ts';
import { EXIT, type Io } from './io.ts';
import { listFiles, readText } from './local/files.ts';
import { listedPaths } from './local/listed-paths.ts';
import { formatOf, textOption } from './options.ts';

const FORMATS = ['text', 'json'] as const;

export const owners: CliCommand = {
  define: (command) =>
    command
      .argument('[paths...]', 'files; without any, all of the checkout')
      .option('--codeowners <file>', 'another CODEOWNERS than the one in effect here')
      .option('--paths-from <file>', 'read paths from a file, one a line or ended by NUL; - for standard input')
      .option('--format <format>', FORMATS.join('|'), 'text'),
  async run(given, options, io) {
    const format = formatOf(options, FORMATS);
    const chosen = textOption(options, 'codeowners');
    const { root, file } = chosen ? { root: io.cwd, file: resolve(io.cwd, chosen) } : checkoutAround(io.cwd);
    const codeowners = readCodeowners(readText(file));
    for (const { line, column, message, fix } of codeowners.problems)
      io.error(`${file}:${line}:${column}: ${message} ${fix}\n`);
    const from = textOption(options, 'pathsFrom');
    const listed = from === undefined ? (given.length > 0 ? [] : listFiles(root)) : await pathsFrom(from, io);
    const questions = [
      ...given.map((path) => (chosen ? elsewhere(path) : here(path, { root, cwd: io.cwd }))),
      ...listed.map(asWritten),
    ];
    const result = new Map(questions.map(({ path, asked }) => [path, codeowners.match(asked)?.owners ?? []]));
    io.out(format === 'json' ? asJson(result) : asText(result));
    const loaded = codeowners.problems.every(({ kind }) => kind !== 'size');
    return loaded ? EXIT.fine : EXIT.findings;
  },
};

/** The CODEOWNERS in effect in the checkout that somebody is in, at its root or below. */
function checkoutAround(cwd: string): { root: string; file: string } {
  for (let root = cwd; ; root = dirname(root)) {
    const file = CODEOWNERS_LOCATIONS.map((path) => join(root, path)).find((path) => existsSync(path));
    if (file) return { root, file };
    if (existsSync(join(root, '.git')) || dirname(root) === root) break;
  }
  throw new UserError('There is no CODEOWNERS here.', {
    fix: `Add ${CODEOWNERS_LOCATIONS[0]}, or name one with --codeowners.`,
  });
}

interface Question {
  /** From the checkout's root. */
  readonly path: string;
  /** The same as the matcher reads it: a folder ends in a separator. */
  readonly asked: string;
}

function asWritten(path: string): Question {
  return { path, asked: path };
}

/** A path as people type it, of a checkout that isn't here. */
function elsewhere(path: string): Question {
  return asWritten(posix.normalize(path.split(sep).join('/')));
}

/** A path as people type it, of this checkout. */
function here(path: string, { root, cwd }: { root: string; cwd: string }): Question {
  const absolute = resolve(cwd, path);
  const found = relative(root, absolute).split(sep).join('/');
  if (found === '') return { path: '.', asked: '' };
  if (/^\.\.(?:\/|$)/.test(found) || isAbsolute(found)) {
    throw new UserError(`${path} isn’t in the checkout ${root}.`, { fix: 'Name paths of this checkout.' });
  }
  if (path.endsWith('/')) return asWritten(`${found}/`);
  const isFolder = statSync(absolute, { throwIfNoEntry: false })?.isDirectory() === true;
  return { path: found, asked: isFolder ? `${found}/` : found };
}

async function pathsFrom(from: string, io: Io): Promise<readonly string[]> {
  return listedPaths(from === '-' ? await io.stdin() : readText(resolve(io.cwd, from)));
}

/** An object path → owners. Not by way of an object: in one, paths that are numbers would come first, and `__proto__` not at all. */
function asJson(result: ReadonlyMap<string, readonly string[]>): string {
  const lines = [...result].map(([path, names]) => `  ${JSON.stringify(path)}: ${JSON.stringify(names)}`);
  return `{\n${lines.join(',\n')}\n}\n`;
}

function asText(result: ReadonlyMap<string, readonly string[]>): string {
  const width = [...result.keys()].reduce((widest, path) => Math.max(widest, path.length), 0);
  return [...result].map(([path, names]) => `${path.padEnd(width)}  ${names.join(' ') || '(unowned)'}\n`).join('');
}
