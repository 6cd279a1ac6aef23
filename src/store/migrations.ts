import { AUDIT_TABLES } from './audit.ts';
import { CLAIM_TABLES } from './claims.ts';
import type { Database } from './database.ts';
import { EXCERPT_INDEXES } from './excerpts.ts';
import { LEDGER_TABLES } from './ledger.ts';

/** Each runs once, in order. They only add, so that an older replica may still be up while they run. */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE deliveries (
     id text PRIMARY KEY,
     -- The order in which they were kept; a failed one that comes again goes to the end.
     seq bigserial NOT NULL,
     event text NOT NULL,
     action text,
     installation bigint,
     repository text,
     -- Deliveries of one line are worked on one after the other: those of a repository.
     line text NOT NULL,
     -- What a later event of the same kind makes an earlier one of unnecessary: a pull request.
     subject text,
     priority integer NOT NULL DEFAULT 0,
     -- The webhook's body as it came, by gzip; NULL once it was kept long enough.
     payload bytea,
     received_at timestamptz NOT NULL,
     status text NOT NULL,
     attempts integer NOT NULL DEFAULT 0,
     -- Attempts in whose middle the worker died.
     deaths integer NOT NULL DEFAULT 0,
     outcome text,
     -- Not to be queued before then.
     due_at timestamptz,
     queued_at timestamptz,
     finished_at timestamptz
   );
   ALTER TABLE deliveries ALTER COLUMN payload SET STORAGE EXTERNAL;
   CREATE INDEX deliveries_by_time ON deliveries (received_at DESC);
   CREATE INDEX deliveries_open ON deliveries (seq) WHERE status IN ('pending', 'active');
   CREATE INDEX deliveries_failed ON deliveries (seq) WHERE status = 'failed';
   CREATE INDEX deliveries_unqueued ON deliveries (priority DESC, (attempts > 0), seq) WHERE status = 'pending' AND queued_at IS NULL;
   CREATE INDEX deliveries_queued ON deliveries (line) WHERE queued_at IS NOT NULL AND status IN ('pending', 'active');
   CREATE INDEX deliveries_subject ON deliveries (subject, seq) WHERE status = 'pending' AND subject IS NOT NULL;
   CREATE TABLE memory (
     kind text NOT NULL,
     key text NOT NULL,
     value jsonb NOT NULL,
     PRIMARY KEY (kind, key)
   );`,
  LEDGER_TABLES,
  AUDIT_TABLES,
  CLAIM_TABLES,
  EXCERPT_INDEXES,
];

/** Any number that no other program on the database uses for its advisory locks. */
const LOCK = 7_466_537;

export async function migrate(database: Database): Promise<void> {
  await database.exclusively(LOCK, async () => {
    await database.run(
      'CREATE TABLE IF NOT EXISTS schema_version (version integer PRIMARY KEY, at timestamptz NOT NULL DEFAULT now());',
    );
    const rows = await database.query('SELECT version FROM schema_version');
    const done = new Set(rows.map(({ version }) => Number(version)));
    for (const [index, sql] of MIGRATIONS.entries()) {
      // One multi-statement query is one transaction: a migration is done wholly, or not at all.
      if (!done.has(index + 1))
        await database.run(`${sql} INSERT INTO schema_version (version) VALUES (${index + 1});`);
    }
  });
}
