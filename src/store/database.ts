import { mkdirSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { fromPglite, type PgBoss } from 'pg-boss';
import { acquireLock } from './directory-lock.ts';

export type Row = Readonly<Record<string, unknown>>;

/** PostgreSQL, be it a server or embedded: all that the store needs of either. */
export interface Database {
  query(sql: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** Several statements without values, for migrations. */
  run(sql: string): Promise<void>;
  /** What pg-boss is given to work on the same database. */
  readonly boss: ConstructorParameters<typeof PgBoss>[0] & object;
  close(): Promise<void>;
}

export async function openServer(databaseUrl: string): Promise<Database> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
  // An idle connection that breaks is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => undefined);
  return {
    query: async (sql, values = []) => (await pool.query(sql, [...values])).rows as Row[],
    run: async (sql) => {
      await pool.query(sql);
    },
    boss: { connectionString: databaseUrl },
    close: () => pool.end(),
  };
}

/** @throws UserError when another process has the directory open: two of them would lose each other's rows. */
export async function openEmbedded(directory: string): Promise<Database> {
  mkdirSync(directory, { recursive: true });
  const release = acquireLock(directory);
  const database = await PGlite.create(`${directory}/pgdata`);
  return {
    query: async (sql, values = []) => (await database.query(sql, [...values])).rows as Row[],
    run: async (sql) => {
      await database.exec(sql);
    },
    boss: { db: fromPglite(database), backend: 'pglite' },
    async close() {
      await database.close();
      release();
    },
  };
}
