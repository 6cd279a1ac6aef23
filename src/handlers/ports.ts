import type { AuditEntry } from '../domain/audit-entry.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { RepositoryRef } from '../domain/repository.ts';
import type { Urgency } from '../domain/urgency.ts';
import type { Client } from '../github/client.ts';
import type { AppIdentity } from '../github/read-app.ts';
import type { Memory } from '../store/memory.ts';
import type { RegistryLine } from './registry/registry-line.ts';

/** What features need of the world; `compose.ts` supplies the real ones. */
export interface Ports {
  readonly app: AppIdentity;
  /** GitHub, as one installation of the App may use it. @param urgency default: somebody waits */
  readonly github: (installation: number, urgency?: Urgency) => Client;
  /** Decides and writes what changes a registry, together with all else that waits for it. */
  readonly registry: RegistryLine;
  /** So many wait that a check had better be written for each before anything else is. */
  readonly crowded: (installation: number) => Promise<boolean>;
  readonly memory: Memory;
  readonly enqueue: (delivery: Delivery) => Promise<void>;
  /** Where an organisation's policy stands. */
  readonly policyRepository: (organization: string) => RepositoryRef;
  /** Keeps what was written to GitHub, why, and by which policy. */
  readonly audit: (entry: AuditEntry) => Promise<void>;
  readonly now: () => Date;
  readonly log: Log;
}

export interface Log {
  /** The same log, with these fields on each line. */
  child(fields: object): Log;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
