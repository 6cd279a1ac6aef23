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
  /** Does it while nobody else, in any replica, does what bears the same number. */
  exclusively<T>(lock: number, what: () => Promise<T>): Promise<T>;
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
    exclusively: async (lock, what) => {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        await client.query('SELECT pg_advisory_xact_lock($1)', [lock]);
        return await what();
      } finally {
        // The lock is all that this transaction holds; it goes with it, as it goes with a process that dies.
        client.release(
          await client.query('ROLLBACK').then(
            () => undefined,
            (error: Error) => error,
          ),
        );
      }
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
  const lines = new Map<number, Promise<unknown>>();
  return {
    query: async (sql, values = []) => (await database.query(sql, [...values])).rows as Row[],
    run: async (sql) => {
      await database.exec(sql);
    },
    // Nobody else has the directory open: standing in line within the process is enough.
    exclusively<T>(lock: number, what: () => Promise<T>): Promise<T> {
      const turn = (lines.get(lock) ?? Promise.resolve()).then(what);
      lines.set(
        lock,
        turn.catch(() => undefined),
      );
      return turn;
    },
    boss: { db: fromPglite(database), backend: 'pglite' },
    async close() {
      await database.close();
      release();
    },
  };
}
