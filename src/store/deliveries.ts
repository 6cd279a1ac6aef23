import { gunzipSync } from 'node:zlib';
import type { Delivery, DeliveryStatus } from '../domain/delivery.ts';
import { parseFullName } from '../domain/repository.ts';
import type { Database, Row } from './database.ts';
import type { Limits } from './ledger.ts';

/** A delivery with what became of it. */
export interface DeliveryRecord extends Delivery {
  readonly status: DeliveryStatus;
  readonly attempts: number;
  readonly outcome: string | null;
  /** ISO 8601; it is put off until then. */
  readonly dueAt: string | null;
}

/** A delivery that has its turn. */
export interface Turn extends DeliveryRecord {
  /** How many attempts ended with their worker's death. */
  readonly deaths: number;
  /** The id of a later delivery that waits and makes this one unnecessary. */
  readonly supersededBy: string | null;
}

/** Every webhook that was acknowledged, and what became of it. */
export interface Deliveries {
  get(id: string): Promise<DeliveryRecord | null>;
  /** Begins an attempt; `null` where it is done already, or an operator discarded it. */
  begin(id: string): Promise<Turn | null>;
  end(id: string, status: 'done' | 'failed', outcome: string): Promise<void>;
  /**
   * Back to those that wait, out of its repository's line until then.
   * @param spaced a limit is why: then it comes after those of its installation that the same limit put off, as fast as the limit lets them through
   */
  putOff(id: string, reason: string, delayMs: number, spaced: boolean): Promise<void>;
  /** Waiting pull requests of an installation that had no turn yet are more than its limits allow to be served wholly. */
  crowded(installation: number): Promise<boolean>;
  /** An operator's word: try it again now. `false` where there is none, or it is being worked on. */
  retry(id: string): Promise<boolean>;
  /** An operator's word: leave it be. */
  discard(id: string): Promise<boolean>;
  /** Newest first, their payloads left out. @param filter of these installations, where they are named */
  list(filter: {
    status?: DeliveryStatus | undefined;
    installations?: readonly number[];
    limit: number;
  }): Promise<readonly DeliveryRecord[]>;
  /** Which of these ids are known. */
  known(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** By event and status. */
  counts(): Promise<readonly { event: string; status: DeliveryStatus; number: number }[]>;
  /** Of those that wait and are due; 0 where none does. */
  oldestSeconds(): Promise<number>;
  /** How many wait or run. */
  open(): Promise<number>;
  /** Forgets the payloads of what ended before one time, and all of what ended before another. */
  retain(limits: { payloadsSince: Date; outcomesSince: Date }): Promise<void>;
}

const SUPERSEDED_BY = `CASE WHEN action = 'synchronize' THEN (
  SELECT later.id FROM deliveries later WHERE later.subject = deliveries.subject AND later.status = 'pending'
    AND later.action = 'synchronize' AND later.seq > deliveries.seq ORDER BY later.seq DESC LIMIT 1) END`;

/** With so many pull requests their writes come to more than the limits of a minute, and their checks to less. */
const CROWD = 40;
/** A pull request's notifying writes: its review request and its comment. */
const NOTIFYING_WRITES = 2;

/** Those put off for much longer wait for something else: they are no part of this line. */
const AFTER_THE_LAST = `(
  SELECT max(other.due_at) + $4 * interval '1 millisecond' FROM deliveries other
  WHERE $4::float IS NOT NULL AND other.status = 'pending' AND other.id <> deliveries.id
    AND other.installation = deliveries.installation AND other.priority = deliveries.priority
    AND other.due_at BETWEEN now() AND now() + ($3 + 1200000) * interval '1 millisecond')`;

export function createDeliveries(database: Database, limits: Limits): Deliveries {
  const spacingMs = (limits.minuteMs / limits.notifyingAMinute) * NOTIFYING_WRITES;
  const changed = async (sql: string, ...values: readonly unknown[]) =>
    (await database.query(`${sql} RETURNING id`, values)).length > 0;
  return {
    async get(id) {
      const [row] = await database.query('SELECT * FROM deliveries WHERE id = $1', [id]);
      return row ? recordOf(row) : null;
    },
    async begin(id) {
      const [row] = await database.query(
        `UPDATE deliveries SET status = 'active', attempts = attempts + 1,
           deaths = deaths + CASE WHEN status = 'active' THEN 1 ELSE 0 END
         WHERE id = $1 AND status IN ('pending', 'active') RETURNING *, ${SUPERSEDED_BY} AS superseded_by`,
        [id],
      );
      return row ? { ...recordOf(row), deaths: Number(row.deaths), supersededBy: textOrNull(row.superseded_by) } : null;
    },
    async end(id, status, outcome) {
      await database.query(
        'UPDATE deliveries SET status = $2, outcome = $3, due_at = NULL, finished_at = now() WHERE id = $1',
        [id, status, outcome],
      );
    },
    async putOff(id, reason, delayMs, spaced) {
      // By the database's clock, which all replicas share.
      await database.query(
        `UPDATE deliveries SET status = 'pending', outcome = $2, queued_at = NULL,
           due_at = greatest(now() + $3 * interval '1 millisecond', ${AFTER_THE_LAST}) WHERE id = $1`,
        [id, reason, delayMs, spaced ? spacingMs : null],
      );
    },
    async crowded(installation) {
      const rows = await database.query(
        `SELECT 1 FROM deliveries WHERE status = 'pending' AND attempts = 0 AND installation = $1
           AND event = 'pull_request' AND action IN ('opened', 'reopened', 'synchronize', 'ready_for_review') LIMIT ${CROWD}`,
        [installation],
      );
      return rows.length === CROWD;
    },
    retry: (id) =>
      changed(
        `UPDATE deliveries SET status = 'pending', seq = nextval('deliveries_seq_seq'), attempts = 0, deaths = 0, due_at = NULL,
           queued_at = NULL, finished_at = NULL
         WHERE id = $1 AND payload IS NOT NULL AND (status <> 'pending' OR queued_at IS NULL) AND status <> 'active'`,
        id,
      ),
    discard: (id) =>
      changed(
        `UPDATE deliveries SET status = 'discarded', due_at = NULL, finished_at = now() WHERE id = $1 AND status IN ('pending', 'failed')`,
        id,
      ),
    async list({ status, installations, limit }) {
      const rows = await database.query(
        `SELECT id, event, action, installation, repository, NULL AS payload, received_at, status, attempts, outcome, due_at FROM deliveries
         WHERE ($1::text IS NULL OR status = $1) AND ($2::bigint[] IS NULL OR installation = ANY($2))
         ORDER BY received_at DESC, seq DESC LIMIT $3`,
        [status ?? null, installations ?? null, limit],
      );
      return rows.map(recordOf);
    },
    async known(ids) {
      const rows = await database.query('SELECT id FROM deliveries WHERE id = ANY($1)', [ids]);
      return new Set(rows.map(({ id }) => String(id)));
    },
    async counts() {
      const rows = await database.query(
        'SELECT event, status, count(*) AS number FROM deliveries GROUP BY event, status',
      );
      return rows.map(({ event, status, number }) => ({
        event: String(event),
        status: status as DeliveryStatus,
        number: Number(number),
      }));
    },
    async oldestSeconds() {
      const [row] = await database.query(
        `SELECT extract(epoch FROM now() - min(coalesce(due_at, received_at))) AS age FROM deliveries
         WHERE status = 'pending' AND (due_at IS NULL OR due_at <= now())`,
      );
      return Math.max(0, Number(row?.age ?? 0));
    },
    async open() {
      const [row] = await database.query(
        `SELECT count(*) AS number FROM deliveries WHERE status IN ('pending', 'active')`,
      );
      return Number(row?.number);
    },
    async retain({ payloadsSince, outcomesSince }) {
      await database.query(
        `UPDATE deliveries SET payload = NULL WHERE finished_at < $1 AND payload IS NOT NULL AND status <> 'failed'`,
        [payloadsSince.toISOString()],
      );
      await database.query('DELETE FROM deliveries WHERE payload IS NULL AND finished_at < $1', [
        outcomesSince.toISOString(),
      ]);
    },
  };
}

function recordOf(row: Row): DeliveryRecord {
  return {
    id: String(row.id),
    event: String(row.event),
    action: textOrNull(row.action),
    installation: row.installation === null ? null : Number(row.installation),
    repository: row.repository === null ? null : parseFullName(String(row.repository)),
    payload: row.payload === null ? {} : JSON.parse(gunzipSync(row.payload as Uint8Array).toString('utf8')),
    receivedAt: timeOf(row.received_at),
    status: row.status as DeliveryStatus,
    attempts: Number(row.attempts),
    outcome: textOrNull(row.outcome),
    dueAt: row.due_at === null ? null : timeOf(row.due_at),
  };
}

function timeOf(value: unknown): string {
  return value instanceof Date ? value.toISOString() : String(value);
}

function textOrNull(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}
