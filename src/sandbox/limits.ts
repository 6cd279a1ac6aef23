import { LimitWindow } from './limit-window.ts';

/** GitHub's limits on one user or installation. Source: docs.github.com, 'Rate limits for the REST API' and '… for the GraphQL API'. */
export interface LimitSizes {
  /** Requests at once, REST and GraphQL together. */
  readonly concurrent: number;
  /** A read is 1 point, a write 5. */
  readonly restPointsPerMinute: number;
  readonly graphqlPointsPerMinute: number;
  /** Requests that create content and notify people. */
  readonly contentPerMinute: number;
  readonly contentPerHour: number;
  /** The primary limit; default: what GitHub gives such a caller. */
  readonly requestsPerHour?: number;
}

export const GITHUB_LIMITS: LimitSizes = {
  concurrent: 100,
  restPointsPerMinute: 900,
  graphqlPointsPerMinute: 2000,
  contentPerMinute: 80,
  contentPerHour: 500,
};

/** What the limits need to know of a request. */
export interface Visit {
  readonly who: string;
  readonly kind: 'rest' | 'graphql';
  readonly write: boolean;
  readonly notifying: boolean;
  /** The caller's requests an hour. */
  readonly quota: number;
}

/** Which limit a request ran into: the hourly quota, or the secondary one of that name. */
export interface LimitHit {
  readonly limit: 'quota' | 'concurrent' | 'points' | 'content';
  /** Seconds, at least 1. */
  readonly retryAfter: number;
}

export interface QuotaState {
  readonly limit: number;
  readonly used: number;
  readonly remaining: number;
  /** Unix seconds. */
  readonly reset: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What one caller has used up. */
interface Account {
  running: number;
  readonly points: Readonly<Record<Visit['kind'], LimitWindow>>;
  readonly content: readonly LimitWindow[];
  readonly quotas: Record<Visit['kind'], { used: number; reset: number }>;
}

/** Counts each caller's requests; refuses those over the limits where there are any. */
export class Limits {
  readonly #sizes: LimitSizes | null;
  readonly #now: () => number;
  readonly #accounts = new Map<string, Account>();

  /** @param sizes `null`: counted, never refused */
  constructor(sizes: LimitSizes | null, now: () => Date) {
    this.#sizes = sizes;
    this.#now = () => now().getTime();
  }

  /** A request begins. Whatever comes of it, {@link leave} must follow. @returns the limit it may not pass, or `null` */
  enter(visit: Visit): LimitHit | null {
    const account = this.#account(visit.who);
    account.running += 1;
    const hit = this.#sizes ? this.#hit(visit, this.#sizes) : null;
    if (hit) return hit;
    account.points[visit.kind].add(this.#now(), pointsOf(visit));
    if (visit.notifying) for (const window of account.content) window.add(this.#now(), 1);
    this.#quota(visit).used += 1;
    return null;
  }

  leave(visit: Visit): void {
    this.#account(visit.who).running -= 1;
  }

  /** An answer that costs nothing, as 304 does. */
  refund(visit: Visit): void {
    this.#quota(visit).used -= 1;
  }

  state(visit: Pick<Visit, 'who' | 'kind' | 'quota'>): QuotaState {
    const { used, reset } = this.#quota(visit);
    const limit = this.#sizes?.requestsPerHour ?? visit.quota;
    return { limit, used, remaining: Math.max(0, limit - used), reset };
  }

  #hit(visit: Visit, sizes: LimitSizes): LimitHit | null {
    const now = this.#now();
    const account = this.#account(visit.who);
    const { remaining, reset } = this.state(visit);
    if (remaining === 0) return { limit: 'quota', retryAfter: Math.max(1, Math.ceil(reset - now / 1000)) };
    if (account.running > sizes.concurrent) return { limit: 'concurrent', retryAfter: 60 };
    const forPoints = account.points[visit.kind].secondsUntilRoom(now, pointsOf(visit));
    if (forPoints > 0) return { limit: 'points', retryAfter: forPoints };
    const forContent = visit.notifying ? Math.max(...account.content.map((each) => each.secondsUntilRoom(now, 1))) : 0;
    return forContent > 0 ? { limit: 'content', retryAfter: forContent } : null;
  }

  #account(who: string): Account {
    const known = this.#accounts.get(who);
    if (known) return known;
    const sizes = this.#sizes ?? GITHUB_LIMITS;
    const account: Account = {
      running: 0,
      points: {
        rest: new LimitWindow(sizes.restPointsPerMinute, MINUTE),
        graphql: new LimitWindow(sizes.graphqlPointsPerMinute, MINUTE),
      },
      content: [new LimitWindow(sizes.contentPerMinute, MINUTE), new LimitWindow(sizes.contentPerHour, HOUR)],
      quotas: { rest: { used: 0, reset: 0 }, graphql: { used: 0, reset: 0 } },
    };
    this.#accounts.set(who, account);
    return account;
  }

  /** The hour begins with its first request. */
  #quota({ who, kind }: Pick<Visit, 'who' | 'kind'>): { used: number; reset: number } {
    const { quotas } = this.#account(who);
    if (quotas[kind].reset * 1000 <= this.#now()) {
      quotas[kind] = { used: 0, reset: Math.ceil((this.#now() + HOUR) / 1000) };
    }
    return quotas[kind];
  }
}

function pointsOf({ write }: Visit): number {
  return write ? 5 : 1;
}

/** Requests an hour that GitHub gives: an installation's grow with the organisation. */
export function quotaOf(
  kind: 'anonymous' | 'person' | 'app' | 'installation',
  repositories: number,
  users: number,
): number {
  if (kind === 'anonymous') return 60;
  if (kind !== 'installation') return 5000;
  return Math.min(12_500, 5000 + 50 * Math.max(0, repositories - 20) + 50 * Math.max(0, users - 20));
}
