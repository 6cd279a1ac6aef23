import type { Database } from './database.ts';

/** Each runs once, in order. They only add, so that an older replica may still be up while they run. */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS deliveries (
     id text PRIMARY KEY,
     event text NOT NULL,
     action text,
     installation bigint,
     repository text,
     payload jsonb NOT NULL,
     received_at timestamptz NOT NULL,
     status text NOT NULL,
     attempts integer NOT NULL DEFAULT 0,
     outcome text,
     finished_at timestamptz
   );
   CREATE INDEX IF NOT EXISTS deliveries_by_time ON deliveries (received_at DESC);
   CREATE INDEX IF NOT EXISTS deliveries_open ON deliveries (status) WHERE status IN ('pending', 'active', 'failed');
   CREATE TABLE IF NOT EXISTS memory (
     kind text NOT NULL,
     key text NOT NULL,
     value jsonb NOT NULL,
     PRIMARY KEY (kind, key)
   );`,
];

/** Any number that no other program on the database uses for its advisory locks. */
const LOCK = 7_466_537;

export async function migrate(database: Database): Promise<void> {
  // One multi-statement query is one transaction; the lock makes a second replica wait for the first.
  await database.run(
    `SELECT pg_advisory_xact_lock(${LOCK}); CREATE TABLE IF NOT EXISTS schema_version (version integer PRIMARY KEY, at timestamptz NOT NULL DEFAULT now());`,
  );
  const done = new Set(
    (await database.query('SELECT version FROM schema_version')).map(({ version }) => Number(version)),
  );
  for (const [index, sql] of MIGRATIONS.entries()) {
    const version = index + 1;
    if (done.has(version)) continue;
    await database.run(
      `SELECT pg_advisory_xact_lock(${LOCK}); ${sql} INSERT INTO schema_version (version) VALUES (${version}) ON CONFLICT DO NOTHING;`,
    );
  }
}
