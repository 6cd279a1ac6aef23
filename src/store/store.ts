import { type Audit, createAudit } from './audit.ts';
import { type Claims, createClaims } from './claims.ts';
import { openEmbedded, openServer } from './database.ts';
import { createDeliveries, type Deliveries } from './deliveries.ts';
import { createExcerpts, type Excerpts } from './excerpts.ts';
import { createInbox } from './inbox.ts';
import { createJobs, type JobOptions, type Jobs } from './jobs.ts';
import { createLedger, GITHUB_LIMITS, type Limits, type SpendingLedger } from './ledger.ts';
import type { Memory } from './memory.ts';
import { migrate } from './migrations.ts';
import { createMirror, type Mirror } from './mirror.ts';
import { createStoredMemory } from './stored-memory.ts';

/** All that Innkeeper keeps. */
export interface Store {
  readonly deliveries: Deliveries;
  readonly jobs: Jobs;
  readonly memory: Memory;
  readonly excerpts: Excerpts;
  /** A mirror of one kind of the memory's values. */
  mirror<T>(kind: string): Mirror<T>;
  readonly ledger: SpendingLedger;
  readonly audit: Audit;
  readonly claims: Claims;
  /** Throws where the database doesn't answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface StoreOptions extends JobOptions {
  /** A PostgreSQL server; without it the database is embedded. */
  readonly databaseUrl?: string | undefined;
  /** Where the embedded database lies. */
  readonly dataDirectory: string;
  /** GitHub's own, unless the GitHub is a stand-in with others. */
  readonly limits?: Limits;
}

export async function openStore(options: StoreOptions): Promise<Store> {
  const database = await (options.databaseUrl ? openServer(options.databaseUrl) : openEmbedded(options.dataDirectory));
  await migrate(database);
  const { limits = GITHUB_LIMITS } = options;
  const deliveries = createDeliveries(database, limits);
  const jobs = await createJobs(database, deliveries, createInbox(database, options.wants ?? (() => true)), options);
  return {
    deliveries,
    jobs,
    memory: createStoredMemory(database),
    excerpts: createExcerpts(database),
    mirror: (kind) => createMirror(database, kind),
    ledger: createLedger(database, limits),
    audit: createAudit(database),
    claims: createClaims(database),
    ping: async () => {
      await database.query('SELECT 1');
    },
    async close() {
      await jobs.stop();
      await database.close();
    },
  };
}
