import type { Database } from './database.ts';
import type { Memory } from './memory.ts';

/** A memory that all replicas share and that outlives them. */
export function createStoredMemory(database: Database): Memory {
  return {
    async get<T>(kind: string, key: string) {
      const [row] = await database.query('SELECT value FROM memory WHERE kind = $1 AND key = $2', [kind, key]);
      return row ? (row.value as T) : null;
    },
    async put(kind, key, value) {
      await database.query(
        'INSERT INTO memory (kind, key, value) VALUES ($1, $2, $3) ON CONFLICT (kind, key) DO UPDATE SET value = excluded.value',
        [kind, key, JSON.stringify(value)],
      );
    },
    async drop(kind, key) {
      await database.query('DELETE FROM memory WHERE kind = $1 AND key = $2', [kind, key]);
    },
    async forget(kind, prefix) {
      await database.query('DELETE FROM memory WHERE kind = $1 AND starts_with(key, $2)', [kind, prefix]);
    },
    async list<T>(kind: string) {
      const rows = await database.query('SELECT value FROM memory WHERE kind = $1 ORDER BY key', [kind]);
      return rows.map(({ value }) => value as T);
    },
  };
}
