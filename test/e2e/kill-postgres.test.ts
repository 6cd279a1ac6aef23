import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { survivesKills } from '../support/kills.ts';
import { type Postgres, postgresPresent, startPostgres } from '../support/postgres.ts';

describe.skipIf(!postgresPresent)('killed under load, on PostgreSQL (skipped where it is not installed)', () => {
  let postgres: Postgres;
  const directory = mkdtempSync(join(tmpdir(), 'innkeeper-none-'));
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => {
    postgres.stop();
    rmSync(directory, { recursive: true });
  });
  survivesKills(async () => ({ DATABASE_URL: postgres.url, DATA_DIR: directory }));
});
