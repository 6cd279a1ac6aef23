import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { TreeEntry } from '../../domain/facts.ts';
import { UserError } from '../../domain/user-error.ts';

/** Folders that hold no work of anybody's. */
const SKIPPED = new Set(['.git', 'node_modules']);

/** Paths of all files below `directory`: those git knows or doesn't ignore, or, where there is no git, all. */
export function listFiles(directory: string): readonly string[] {
  assertFolder(directory);
  return gitFiles(directory) ?? walk(directory, '');
}

export function assertFolder(directory: string): void {
  if (!existsSync(directory) || !statSync(directory).isDirectory()) {
    throw new UserError(`There is no folder ${directory}.`, { fix: 'Name the checkout’s folder.' });
  }
}

function gitFiles(directory: string): readonly string[] | null {
  // A folder inside another repository that ignores it would seem empty: only a checkout's own root is asked of git.
  const root = git(directory, ['rev-parse', '--show-toplevel'])?.trim();
  if (!root || resolve(root) !== resolve(directory)) return null;
  const listed = git(directory, ['ls-files', '-z', '--cached', '--others', '--exclude-standard']);
  return listed === null
    ? null
    : [...new Set(listed.split('\0').filter(Boolean))].filter((path) => existsSync(join(directory, path)));
}

/** What git prints; `null` where it fails or isn't there. */
export function git(directory: string, args: readonly string[]): string | null {
  try {
    return execFileSync('git', [...args], {
      cwd: directory,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 1 << 28,
    });
  } catch {
    return null;
  }
}

function walk(root: string, folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (!entry.isDirectory()) return [path];
    return SKIPPED.has(entry.name) ? [] : walk(root, path);
  });
}

/** The tree of a list of files, folders included. */
export function treeOf(directory: string, files: readonly string[]): readonly TreeEntry[] {
  const folders = new Set(
    files.flatMap((path) =>
      path
        .split('/')
        .slice(0, -1)
        .map((_, depth, parts) => parts.slice(0, depth + 1).join('/')),
    ),
  );
  return [
    ...[...folders].map((path): TreeEntry => ({ path, type: 'folder' })),
    ...files.map((path) => fileEntry(directory, path)),
  ];
}

function fileEntry(directory: string, path: string): TreeEntry {
  const about = lstatSync(join(directory, path), { throwIfNoEntry: false });
  if (about?.isSymbolicLink()) return { path, type: 'symlink' };
  if (about?.isDirectory()) return { path, type: 'submodule' };
  return { path, type: 'file', size: about?.size ?? 0 };
}

export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new UserError(`There is no file ${path}.`, { fix: 'Check its name and folder.' });
    throw new UserError(code === 'EISDIR' ? `${path} is a folder, no file.` : `${path} can’t be read: ${message}`);
  }
}
