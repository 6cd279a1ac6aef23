import { existsSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { UserError } from '../domain/user-error.ts';
import { CODEOWNERS_LOCATIONS } from '../reviewers/codeowners/location.ts';
import { readCodeowners } from '../reviewers/codeowners/read.ts';
import type { CliCommand } from './commands.ts';
import { EXIT, type Io } from './io.ts';
import { listFiles, readText } from './local/files.ts';
import { formatOf, textOption } from './options.ts';

const FORMATS = ['text', 'json'] as const;

export const owners: CliCommand = {
  name: 'owners',
  summary: 'Say who owns files by CODEOWNERS, as GitHub reads it.',
  define: (command) =>
    command
      .argument('[paths...]', 'files; without any, all of the checkout')
      .option('--codeowners <file>', 'another CODEOWNERS than the one in effect here')
      .option('--paths-from <file>', 'read paths from a file, one a line or ended by NUL; - for standard input')
      .option('--format <format>', FORMATS.join('|'), 'text'),
  async run(given, options, io) {
    const format = formatOf(options, FORMATS);
    const file = codeownersFile(textOption(options, 'codeowners'), io.cwd);
    const codeowners = readCodeowners(readText(file));
    for (const { line, column, message, fix } of codeowners.problems)
      io.error(`${file}:${line}:${column}: ${message} ${fix}\n`);
    const paths = await pathsOf(given, textOption(options, 'pathsFrom'), io);
    const result = new Map(paths.map((path) => [path, codeowners.match(path)?.owners ?? []]));
    io.out(format === 'json' ? asJson(result) : asText(result));
    const loaded = codeowners.problems.every(({ kind }) => kind !== 'size');
    return loaded ? EXIT.fine : EXIT.findings;
  },
};

function codeownersFile(chosen: string | undefined, cwd: string): string {
  if (chosen) return resolve(cwd, chosen);
  const found = CODEOWNERS_LOCATIONS.map((path) => join(cwd, path)).find((path) => existsSync(path));
  if (!found) {
    throw new UserError('There is no CODEOWNERS here.', {
      fix: `Add ${CODEOWNERS_LOCATIONS[0]}, or name one with --codeowners.`,
    });
  }
  return found;
}

async function pathsOf(given: readonly string[], from: string | undefined, io: Io): Promise<readonly string[]> {
  if (from === undefined && given.length === 0) return listFiles(io.cwd);
  const listed = from === undefined ? '' : from === '-' ? await io.stdin() : readText(resolve(io.cwd, from));
  return [...given.map((path) => inside(path, io.cwd)), ...listedPaths(listed)];
}

/**
 * Paths as git and other tools list them: one a line, or each ended by NUL as `git ls-files -z` does. Spaces belong to a path; a carriage return at
 * its end, a byte order mark and the leading `./` of find don't.
 */
function listedPaths(text: string): readonly string[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(text.includes('\0') ? '\0' : /\r?\n/)
    .map((line) => line.replace(/^(?:\.?\/+)+/, ''))
    .filter(Boolean);
}

/** A path as people type it, from the checkout's root. */
function inside(path: string, cwd: string): string {
  const found = relative(cwd, resolve(cwd, path)).split(sep).join('/');
  return found.startsWith('..') ? path : path.endsWith('/') ? `${found}/` : found;
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
