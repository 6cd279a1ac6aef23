import type { Database } from './database.ts';

/** Looks into the memory for pages that answer at once, however much it holds: never more than `limit` values. */
export interface Excerpts {
  /** Values whose key begins so and ends in a number (`acme/http-client#12;`), the greatest number first. */
  numbered<T>(kind: string, prefix: string, limit: number): Promise<readonly { number: number; value: T }[]>;
  /**
   * Values that hold, at a path, a time from then on; the latest first.
   * @param path `['merged', '-1', 'at']`: of the last of `merged` @param since ISO 8601
   */
  since<T>(kind: string, when: { path: readonly string[]; since: string; limit: number }): Promise<readonly T[]>;
}

/** The primary key serves prefixes only where the database sorts as C does; promises are kept for good, and looked at by the month. */
export const EXCERPT_INDEXES = `
  CREATE INDEX memory_by_prefix ON memory (kind, key text_pattern_ops);
  CREATE INDEX memory_by_due ON memory (kind, (value #>> '{due}')) WHERE value #>> '{due}' IS NOT NULL;`;

export function createExcerpts(database: Database): Excerpts {
  return {
    async numbered<T>(kind: string, prefix: string, limit: number) {
      const rows = await database.query(
        `SELECT key, value FROM memory WHERE kind = $1 AND starts_with(key, $2) ORDER BY length(key) DESC, key DESC LIMIT $3`,
        [kind, prefix, limit],
      );
      return rows.map(({ key, value }) => ({
        number: Number.parseInt(String(key).slice(prefix.length), 10),
        value: value as T,
      }));
    },
    async since<T>(kind: string, { path, since, limit }: { path: readonly string[]; since: string; limit: number }) {
      const rows = await database.query(
        `SELECT value FROM memory WHERE kind = $1 AND value #>> $2::text[] >= $3 ORDER BY value #>> $2::text[] DESC LIMIT $4`,
        [kind, `{${path.join(',')}}`, since, limit],
      );
      return rows.map(({ value }) => value as T);
    },
  };
}
