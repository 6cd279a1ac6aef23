import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openStore } from '../../src/store/store.ts';

const SOURCES = fileURLToPath(new URL('../../src/store/', import.meta.url));

/** A data directory of the test's own with an empty store in it: a copy, as making one anew takes seconds. */
export async function preparedStore(): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'innkeeper-data-'));
  cpSync(await template(), directory, { recursive: true });
  return directory;
}

/** Made once for each version of the store's sources, and kept for the next run. */
async function template(): Promise<string> {
  const sources = readdirSync(SOURCES).map((name) => readFileSync(join(SOURCES, name)));
  const version = createHash('sha256').update(Buffer.concat(sources)).digest('hex').slice(0, 12);
  const made = join(tmpdir(), `innkeeper-store-${version}`);
  if (existsSync(made)) return made;
  const draft = mkdtempSync(`${made}-`);
  const store = await openStore({
    dataDirectory: draft,
    concurrency: 1,
    now: () => new Date(),
    onError: (error) => {
      throw error;
    },
  });
  await store.close();
  try {
    renameSync(draft, made);
  } catch {
    // Another test run was faster.
    rmSync(draft, { recursive: true });
  }
  return made;
}
