import type { Delivery, DeliveryStatus } from '../domain/delivery.ts';
import { parseFullName } from '../domain/repository.ts';
import type { Database, Row } from './database.ts';

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
  /** The id of a later delivery that waits and makes this one unnecessary. */
  readonly supersededBy: string | null;
}

/** Every webhook that was acknowledged, and what became of it. */
export interface Deliveries {
  get(id: string): Promise<DeliveryRecord | null>;
  /** Begins an attempt; `null` where it is done already, or an operator discarded it. */
  begin(id: string): Promise<Turn | null>;
  end(id: string, status: 'done' | 'failed', outcome: string): Promise<void>;
  /** Back to those that wait, out of its repository's line until then. */
  putOff(id: string, reason: string, delayMs: number): Promise<void>;
  /** An operator's word: try it again now. `false` where there is none, or it is being worked on. */
  retry(id: string): Promise<boolean>;
  /** An operator's word: leave it be. */
  discard(id: string): Promise<boolean>;
  /** Newest first. */
  list(filter: { status?: DeliveryStatus; limit: number }): Promise<readonly DeliveryRecord[]>;
  /** Which of these ids are known. */
  known(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** How many wait or run. */
  open(): Promise<number>;
  /** Forgets the payloads of what ended before then, and all of it where that is as long ago again. */
  retain(endedBefore: Date): Promise<void>;
}

const SUPERSEDED_BY = `CASE WHEN action = 'synchronize' THEN (
  SELECT later.id FROM deliveries later WHERE later.subject = deliveries.subject AND later.status = 'pending'
    AND later.action = 'synchronize' AND later.seq > deliveries.seq ORDER BY later.seq DESC LIMIT 1) END`;

export function createDeliveries(database: Database): Deliveries {
  const changed = async (sql: string, ...values: readonly unknown[]) =>
    (await database.query(`${sql} RETURNING id`, values)).length > 0;
  return {
    async get(id) {
      const [row] = await database.query('SELECT * FROM deliveries WHERE id = $1', [id]);
      return row ? recordOf(row) : null;
    },
    async begin(id) {
      const [row] = await database.query(
        `UPDATE deliveries SET status = 'active', attempts = attempts + 1
         WHERE id = $1 AND status IN ('pending', 'active') RETURNING *, ${SUPERSEDED_BY} AS superseded_by`,
        [id],
      );
      return row ? { ...recordOf(row), supersededBy: textOrNull(row.superseded_by) } : null;
    },
    async end(id, status, outcome) {
      await database.query(
        'UPDATE deliveries SET status = $2, outcome = $3, due_at = NULL, finished_at = now() WHERE id = $1',
        [id, status, outcome],
      );
    },
    async putOff(id, reason, delayMs) {
      // By the database's clock, which all replicas share.
      await database.query(
        `UPDATE deliveries SET status = 'pending', outcome = $2, queued_at = NULL,
           due_at = now() + $3 * interval '1 millisecond' WHERE id = $1`,
        [id, reason, delayMs],
      );
    },
    retry: (id) =>
      changed(
        `UPDATE deliveries SET status = 'pending', seq = nextval('deliveries_seq_seq'), attempts = 0, due_at = NULL,
           queued_at = NULL, finished_at = NULL
         WHERE id = $1 AND payload IS NOT NULL AND (status IN ('failed', 'discarded') OR (status = 'pending' AND queued_at IS NULL))`,
        id,
      ),
    discard: (id) =>
      changed(
        `UPDATE deliveries SET status = 'discarded', due_at = NULL, finished_at = now() WHERE id = $1 AND status IN ('pending', 'failed')`,
        id,
      ),
    async list({ status, limit }) {
      const rows = await database.query(
        'SELECT * FROM deliveries WHERE $1::text IS NULL OR status = $1 ORDER BY received_at DESC, seq DESC LIMIT $2',
        [status ?? null, limit],
      );
      return rows.map(recordOf);
    },
    async known(ids) {
      const rows = await database.query('SELECT id FROM deliveries WHERE id = ANY($1)', [ids]);
      return new Set(rows.map(({ id }) => String(id)));
    },
    async open() {
      const [row] = await database.query(
        `SELECT count(*) AS number FROM deliveries WHERE status IN ('pending', 'active')`,
      );
      return Number(row?.number);
    },
    async retain(endedBefore) {
      const limit = endedBefore.toISOString();
      await database.query(
        `UPDATE deliveries SET payload = NULL WHERE finished_at < $1 AND payload IS NOT NULL AND status <> 'failed'`,
        [limit],
      );
      await database.query(
        `DELETE FROM deliveries WHERE payload IS NULL AND finished_at < $1::timestamptz - (now() - $1::timestamptz)`,
        [limit],
      );
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
    payload: row.payload === null ? {} : JSON.parse(String(row.payload)),
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
