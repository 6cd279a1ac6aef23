import type { Database } from './database.ts';

/** All that is remembered of a kind, by key; held in this process, and compared with the database at each call. Calls at the same time share one look. */
export type Mirror<T> = () => Promise<readonly T[]>;

/** So many values are read at once: what reads them holds an embedded database, and with it the process, for a moment only. */
const GROUP = 500;

/**
 * Reads what has changed since it last looked, and nothing else: of thousands of values that change now and then, to look which do costs little
 * beside reading them all.
 */
export function createMirror<T>(database: Database, kind: string): Mirror<T> {
  let held = new Map<string, { readonly version: unknown; readonly value: T }>();
  let looking: Promise<readonly T[]> | null = null;

  async function look(): Promise<readonly T[]> {
    // Where a row lies and who wrote it: both together are another after every change, and need no column of their own.
    const rows = await database.query(
      `SELECT key, xmin::text || ctid::text AS version FROM memory WHERE kind = $1 ORDER BY key`,
      [kind],
    );
    const changed = rows.filter(({ key, version }) => held.get(String(key))?.version !== version);
    const values = new Map<string, T>();
    for (let start = 0; start < changed.length; start += GROUP) {
      const keys = changed.slice(start, start + GROUP).map(({ key }) => key);
      const read = await database.query('SELECT key, value FROM memory WHERE kind = $1 AND key = ANY($2)', [
        kind,
        keys,
      ]);
      for (const { key, value } of read) values.set(String(key), value as T);
    }
    const next: typeof held = new Map();
    for (const { key: named, version } of rows) {
      const key = String(named);
      const value = values.get(key) ?? held.get(key)?.value;
      // What was read may be newer than its version: then it is read again next time. What is gone by now is left out.
      if (value !== undefined) next.set(key, { version, value });
    }
    held = next;
    return [...held.values()].map(({ value }) => value);
  }

  return () => {
    looking ??= look().finally(() => {
      looking = null;
    });
    return looking;
  };
}
