import type { RepositoryRef } from './repository.ts';

/** A webhook as GitHub sent it, verified and kept. */
export interface Delivery {
  /** `X-GitHub-Delivery`: the same on a redelivery. */
  readonly id: string;
  /** `X-GitHub-Event`: `pull_request`. */
  readonly event: string;
  readonly action: string | null;
  readonly installation: number | null;
  readonly repository: RepositoryRef | null;
  readonly payload: Readonly<Record<string, unknown>>;
  /** ISO 8601. */
  readonly receivedAt: string;
}

export type DeliveryStatus = 'pending' | 'active' | 'done' | 'failed' | 'discarded';
