import type { Database } from './database.ts';

/** GitHub's published limits, for each installation. */
export interface Limits {
  readonly minuteMs: number;
  readonly hourMs: number;
  readonly pointsAMinute: Readonly<Record<Cost['api'], number>>;
  readonly notifyingAMinute: number;
  readonly notifyingAnHour: number;
}

/** Source: GitHub's "About secondary rate limits". A little is left for what the clocks of two machines differ by. */
export const GITHUB_LIMITS: Limits = {
  minuteMs: 61_000,
  hourMs: 3_605_000,
  pointsAMinute: { rest: 900, graphql: 2000 },
  notifyingAMinute: 80,
  notifyingAnHour: 500,
};

interface Cost {
  readonly api: 'rest' | 'graphql';
  readonly points: number;
  readonly notifying: number;
}

/** What was asked of GitHub within the last hour, shared by all replicas. */
export interface SpendingLedger {
  spend(installation: number, cost: Cost, share: number): Promise<number>;
  hold(installation: number, milliseconds: number): Promise<void>;
  /** Forgets what no limit counts any more. */
  sweep(): Promise<void>;
}

export function createLedger(database: Database, limits: Limits): SpendingLedger {
  return {
    async spend(installation, { api, points, notifying }, share) {
      const [row] = await database.query('SELECT spend($1, $2, $3, $4, $5, $6, $7, $8, $9) AS wait', [
        installation,
        api,
        points,
        notifying,
        Math.floor(limits.pointsAMinute[api] * share),
        Math.floor(limits.notifyingAMinute * share),
        Math.floor(limits.notifyingAnHour * share),
        limits.minuteMs,
        limits.hourMs,
      ]);
      return Number(row?.wait);
    },
    async hold(installation, milliseconds) {
      await database.query(
        `INSERT INTO spending_holds (installation, until) VALUES ($1, now() + $2 * interval '1 millisecond')
         ON CONFLICT (installation) DO UPDATE SET until = greatest(spending_holds.until, excluded.until)`,
        [installation, Math.max(0, milliseconds)],
      );
    },
    async sweep() {
      await database.query(
        `DELETE FROM spending WHERE at < clock_timestamp() - $1 * interval '1 millisecond'
           OR (notifying = 0 AND at < clock_timestamp() - $2 * interval '1 millisecond')`,
        [limits.hourMs, limits.minuteMs],
      );
    },
  };
}

/**
 * Of a sliding window: the time at which enough will have left it, for so much more to go in. The lock makes two replicas that ask at once ask
 * one after the other; each statement of a function sees what was committed before it.
 */
export const LEDGER_TABLES = `
  CREATE TABLE spending (
    installation bigint NOT NULL,
    at timestamptz NOT NULL,
    api text NOT NULL,
    points integer NOT NULL,
    notifying integer NOT NULL
  );
  CREATE INDEX spending_by_time ON spending (installation, at);
  CREATE INDEX spending_notifying ON spending (installation, at) WHERE notifying > 0;
  CREATE TABLE spending_holds (installation bigint PRIMARY KEY, until timestamptz NOT NULL);
  CREATE FUNCTION spend(
    who bigint, of_api text, cost integer, notifies integer, points_a_minute integer, notifying_a_minute integer, notifying_an_hour integer,
    minute_ms double precision, hour_ms double precision
  ) RETURNS double precision LANGUAGE plpgsql AS $$
  DECLARE
    present timestamptz;
    wait_until timestamptz;
    minute interval := minute_ms * interval '1 millisecond';
    hour interval := hour_ms * interval '1 millisecond';
  BEGIN
    PERFORM pg_advisory_xact_lock(7466539, hashint8(who));
    present := clock_timestamp();
    SELECT max(free) INTO wait_until FROM (
      SELECT until AS free FROM spending_holds WHERE installation = who
      UNION ALL
      SELECT max(at) + minute FROM (
        SELECT at, sum(points) OVER (ORDER BY at DESC) AS since FROM spending
        WHERE installation = who AND api = of_api AND at > present - minute
      ) counted WHERE since > points_a_minute - cost
      UNION ALL
      SELECT max(at) + minute FROM (
        SELECT at, sum(notifying) OVER (ORDER BY at DESC) AS since FROM spending
        WHERE installation = who AND notifying > 0 AND at > present - minute
      ) counted WHERE notifies > 0 AND since > notifying_a_minute - notifies
      UNION ALL
      SELECT max(at) + hour FROM (
        SELECT at, sum(notifying) OVER (ORDER BY at DESC) AS since FROM spending
        WHERE installation = who AND notifying > 0 AND at > present - hour
      ) counted WHERE notifies > 0 AND since > notifying_an_hour - notifies
    ) limits;
    IF wait_until > present THEN
      RETURN ceil(extract(epoch FROM wait_until - present) * 1000);
    END IF;
    INSERT INTO spending (installation, at, api, points, notifying) VALUES (who, present, of_api, cost, notifies);
    RETURN 0;
  END $$;`;
