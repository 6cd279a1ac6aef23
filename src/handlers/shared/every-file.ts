import { gunzipSync, gzipSync } from 'node:zlib';
import { fullName, type RepositoryRef } from '../../domain/repository.ts';
import { readPaths } from '../../github/read-paths.ts';
import type { Ports } from '../ports.ts';

/** What is remembered of a repository's files. */
export const FILES = 'files';

/** The files of one tree: the default branch's last, or the last of any other. */
interface KnownFiles {
  /** 40 hex digits. */
  readonly tree: string;
  /** Paths, each ended by a null character, compressed, in base64; `null` where GitHub doesn't list all. */
  readonly paths: string | null;
  /** ISO 8601. */
  readonly readAt: string;
}

/** What is too large to be listed stays so for long, and a part of a list costs as much as a whole one. */
const TOO_LARGE_MS = 24 * 60 * 60_000;

/** Paths of all files of a branch's tree, read once for each tree; `undefined` where GitHub doesn't list all of them. */
export async function everyFile(
  ports: Ports,
  input: { repository: RepositoryRef; installation: number; tree: string; branch: 'default' | 'other' },
): Promise<readonly string[] | undefined> {
  const { repository, installation, tree, branch } = input;
  const key = `${fullName(repository).toLowerCase()}:${branch}`;
  const known = await ports.memory.get<KnownFiles>(FILES, key);
  if (known && isStill(known, tree, ports.now())) return known.paths === null ? undefined : unpacked(known.paths);
  const found = await readPaths(ports.github(installation), repository, tree);
  if (found === null) return undefined;
  const paths = found === 'truncated' ? null : packed(found);
  const value: KnownFiles = { tree, paths, readAt: ports.now().toISOString() };
  await ports.memory.put(FILES, key, value);
  return found === 'truncated' ? undefined : found;
}

function isStill(known: KnownFiles, tree: string, now: Date): boolean {
  if (known.paths !== null) return known.tree === tree;
  return now.getTime() - Date.parse(known.readAt) < TOO_LARGE_MS;
}

function packed(paths: readonly string[]): string {
  return gzipSync(paths.map((path) => `${path}\0`).join('')).toString('base64');
}

function unpacked(paths: string): readonly string[] {
  return gunzipSync(Buffer.from(paths, 'base64')).toString('utf8').split('\0').slice(0, -1);
}
