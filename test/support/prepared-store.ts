import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { openStore, type Store } from '../../src/store/store.ts';

const SOURCES = fileURLToPath(new URL('../../src/store/', import.meta.url));

/** A data directory of the test's own with an empty store in it: a copy, as making one anew takes seconds. */
export async function preparedStore(): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'innkeeper-data-'));
  cpSync(await template(), directory, { recursive: true });
  return directory;
}

/** An open, empty store of the test's own, and how to be rid of it. */
export async function openPreparedStore(): Promise<{ store: Store; drop: () => Promise<void> }> {
  const directory = await preparedStore();
  const store = await openAt(directory);
  const drop = async () => {
    await store.close();
    rmSync(directory, { recursive: true });
  };
  return { store, drop };
}

function openAt(dataDirectory: string): Promise<Store> {
  const onError = (error: unknown) => {
    throw error;
  };
  return openStore({ dataDirectory, concurrency: 1, now: () => new Date(), onError });
}

/** Made once for each version of the store's sources and of this, and kept for the next run. */
async function template(): Promise<string> {
  const files = [...readdirSync(SOURCES).map((name) => join(SOURCES, name)), fileURLToPath(import.meta.url)];
  const sources = files.map((file) => readFileSync(file));
  const version = createHash('sha256').update(Buffer.concat(sources)).digest('hex').slice(0, 12);
  const made = join(tmpdir(), `innkeeper-store-${version}`);
  if (existsSync(made)) return made;
  const draft = mkdtempSync(`${made}-`);
  const store = await openAt(draft);
  await store.close();
  await dropTemplates(`${draft}/pgdata`);
  try {
    renameSync(draft, made);
  } catch {
    // Another test run was faster.
    rmSync(draft, { recursive: true });
  }
  return made;
}

/** PostgreSQL's own templates, from which nobody here creates a database: more than half of what would be copied for each test. */
async function dropTemplates(directory: string): Promise<void> {
  const database = await PGlite.create(directory);
  await database.exec('UPDATE pg_database SET datistemplate = false');
  for (const name of ['template0', 'template1']) await database.exec(`DROP DATABASE ${name}`);
  await database.close();
}
