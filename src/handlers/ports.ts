import type { Delivery } from '../domain/delivery.ts';
import type { RepositoryRef } from '../domain/repository.ts';
import type { Urgency } from '../github/budget.ts';
import type { Client } from '../github/client.ts';
import type { Memory } from '../store/memory.ts';

/** What features need of the world; `compose.ts` supplies the real ones. */
export interface Ports {
  readonly app: { readonly id: number; readonly slug: string };
  /** GitHub, as one installation of the App may use it. @param urgency default: somebody waits */
  readonly github: (installation: number, urgency?: Urgency) => Client;
  /** So many wait that a check had better be written for each before anything else is. */
  readonly crowded: (installation: number) => Promise<boolean>;
  readonly memory: Memory;
  readonly enqueue: (delivery: Delivery) => Promise<void>;
  /** Where an organisation's policy stands. */
  readonly policyRepository: (organization: string) => RepositoryRef;
  readonly now: () => Date;
  readonly log: Log;
}

export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
