import { existsSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { UserError } from '../domain/user-error.ts';
import { compileCodeowners } from '../reviewers/codeowners/match.ts';
import { CODEOWNERS_LOCATIONS, CODEOWNERS_SIZE_LIMIT, parseCodeowners } from '../reviewers/codeowners/parse.ts';
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
      .option('--paths-from <file>', 'read paths from a file, one a line; - for standard input')
      .option('--format <format>', FORMATS.join('|'), 'text'),
  async run(given, options, io) {
    const format = formatOf(options, FORMATS);
    const file = codeownersFile(textOption(options, 'codeowners'), io.cwd);
    const text = readText(file);
    if (Buffer.byteLength(text) >= CODEOWNERS_SIZE_LIMIT) {
      throw new UserError(`${file} is too long: GitHub doesn’t load a CODEOWNERS of 3 MB or more.`, {
        fix: 'Own folders rather than files.',
      });
    }
    const parsed = parseCodeowners(text);
    for (const { line, column, message, fix } of parsed.problems)
      io.error(`${file}:${line}:${column}: ${message} ${fix}\n`);
    const matcher = compileCodeowners(parsed);
    const paths = await pathsOf(given, textOption(options, 'pathsFrom'), io);
    const result = Object.fromEntries(paths.map((path) => [path, matcher.match(path)?.owners ?? []]));
    io.out(format === 'json' ? `${JSON.stringify(result, null, 2)}\n` : asText(result));
    return EXIT.fine;
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
  if (!from && given.length === 0) return listFiles(io.cwd);
  const listed = from === undefined ? '' : from === '-' ? await io.stdin() : readText(resolve(io.cwd, from));
  return [...given.map((path) => inside(path, io.cwd)), ...listed.split(/\r?\n/).filter(Boolean)];
}

/** A path as people type it, from the checkout's root. */
function inside(path: string, cwd: string): string {
  const found = relative(cwd, resolve(cwd, path)).split(sep).join('/');
  return found.startsWith('..') ? path : path.endsWith('/') ? `${found}/` : found;
}

function asText(result: Readonly<Record<string, readonly string[]>>): string {
  const width = Math.max(0, ...Object.keys(result).map((path) => path.length));
  return Object.entries(result)
    .map(([path, names]) => `${path.padEnd(width)}  ${names.join(' ') || '(unowned)'}\n`)
    .join('');
}
