import type { FileTree } from '../domain/facts.ts';
import type { RepositoryRef } from '../domain/repository.ts';
import { CODEOWNERS_SIZE_LIMIT, codeownersLocation } from '../reviewers/codeowners/location.ts';
import type { Client } from './client.ts';
import { readRawFile } from './read-raw-file.ts';

/**
 * GraphQL cuts a text after 512 kB, and none that is cut is taken for the file: its last lines are those that decide. A CODEOWNERS that is longer, and
 * that GitHub still loads, is read by one more request.
 */
export async function withLongCodeowners(
  client: Client,
  at: { repository: RepositoryRef; commit: string },
  files: FileTree,
): Promise<FileTree> {
  const path = codeownersLocation(files.entries);
  const size = files.entries.find((entry) => entry.path === path)?.size ?? 0;
  if (!path || size === 0 || size >= CODEOWNERS_SIZE_LIMIT || files.texts.has(path)) return files;
  const text = await readRawFile(client, { ...at, path });
  return text === null ? files : { ...files, texts: new Map([...files.texts, [path, text]]) };
}
