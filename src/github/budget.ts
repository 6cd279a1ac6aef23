import { RetryableError } from '../domain/retryable-error.ts';
import type { Urgency } from '../domain/urgency.ts';
import type { Cost } from './cost.ts';

/** What all replicas have spent of an installation's limits. */
export interface Ledger {
  /**
   * Spends where every limit allows it.
   * @param share of the limits that may be used up, 0 to 1
   * @returns milliseconds until it is worth asking again; 0 where it was granted
   */
  spend(installation: number, cost: Cost, share: number): Promise<number>;
  /** GitHub said to wait: nothing is granted before then. */
  hold(installation: number, milliseconds: number): Promise<void>;
}

/** Asked before each request to GitHub, and told of each answer. */
export interface Budget {
  /** @throws RetryableError where the wait is too long to be sat out */
  take(cost: Cost): Promise<void>;
  told(headers: Headers, retryAt?: Date): Promise<void>;
}

type Headers = Readonly<Record<string, string | number | undefined>>;

/** A longer wait is spent in the queue, where it keeps no worker from other work. */
const PATIENCE_MS = 1_500;
const SHARES: Readonly<Record<Urgency, number>> = { person: 1, sweep: 0.6 };
/** Of the hourly quota, what is kept from each. */
const QUOTA_KEPT: Readonly<Record<Urgency, number>> = { person: 0.01, sweep: 0.3 };

interface Quota {
  readonly remaining: number;
  readonly limit: number;
  readonly resetAt: Date;
}

/** One for each installation, so that what an answer tells of the hourly quota is known to whatever asks next. */
export function createBudgets(
  ledger: Ledger,
  time: { now: () => Date; sleep: (milliseconds: number) => Promise<void> },
): (installation: number, urgency: Urgency) => Budget {
  /** By installation and GitHub's resource (`core`, `graphql`). */
  const quotas = new Map<string, Quota>();

  function quotaWait(installation: number, urgency: Urgency): number {
    const now = time.now().getTime();
    const waits = [...quotas].map(([key, { remaining, limit, resetAt }]) => {
      const spent = key.startsWith(`${installation} `) && remaining <= limit * QUOTA_KEPT[urgency];
      return spent ? resetAt.getTime() - now : 0;
    });
    return Math.max(0, ...waits);
  }

  return (installation, urgency) => ({
    async take(cost) {
      for (let waited = 0; ; ) {
        const wait = quotaWait(installation, urgency) || (await ledger.spend(installation, cost, SHARES[urgency]));
        if (wait === 0) return;
        if (waited + wait > PATIENCE_MS) {
          throw new RetryableError('GitHub’s limits are reached; it goes on when they allow.', {
            retryAt: new Date(time.now().getTime() + wait),
          });
        }
        waited += wait;
        await time.sleep(wait);
      }
    },
    async told(headers, retryAt) {
      const quota = quotaOf(headers);
      if (quota) quotas.set(`${installation} ${headers['x-ratelimit-resource'] ?? 'core'}`, quota);
      if (retryAt) await ledger.hold(installation, retryAt.getTime() - time.now().getTime());
    },
  });
}

function quotaOf(headers: Headers): Quota | null {
  const remaining = Number(headers['x-ratelimit-remaining']);
  const limit = Number(headers['x-ratelimit-limit']);
  const reset = Number(headers['x-ratelimit-reset']);
  if (![remaining, limit, reset].every(Number.isFinite)) return null;
  return { remaining, limit, resetAt: new Date(reset * 1000) };
}
