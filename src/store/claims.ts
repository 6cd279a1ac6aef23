import type { Database } from './database.ts';

export const CLAIM_TABLES = 'CREATE TABLE claims (name text PRIMARY KEY, until timestamptz NOT NULL);';

/** Sees to it that of all replicas one alone does what is done from time to time. */
export interface Claims {
  /** `true` for the one that asks first; the others, and it too, are told `false` until the time is over. */
  take(name: string, milliseconds: number): Promise<boolean>;
}

export function createClaims(database: Database): Claims {
  return {
    async take(name, milliseconds) {
      const rows = await database.query(
        `INSERT INTO claims (name, until) VALUES ($1, now() + $2 * interval '1 millisecond')
         ON CONFLICT (name) DO UPDATE SET until = excluded.until WHERE claims.until <= now() RETURNING name`,
        [name, milliseconds],
      );
      return rows.length > 0;
    },
  };
}
