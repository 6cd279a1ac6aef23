import type { Delivery, DeliveryStatus } from '../domain/delivery.ts';
import { fullName, parseFullName } from '../domain/repository.ts';
import type { Database, Row } from './database.ts';

/** A delivery with what became of it. */
export interface DeliveryRecord extends Delivery {
  readonly status: DeliveryStatus;
  readonly attempts: number;
  readonly outcome: string | null;
}

/** Every webhook that was acknowledged, and what became of it. */
export interface Deliveries {
  /** `false` where this id is pending or was done already: then there is nothing to do. A failed one is taken again. */
  accept(delivery: Delivery): Promise<boolean>;
  get(id: string): Promise<DeliveryRecord | null>;
  mark(id: string, status: DeliveryStatus, outcome?: string): Promise<void>;
  /** Newest first. */
  list(filter: { status?: DeliveryStatus; limit: number }): Promise<readonly DeliveryRecord[]>;
  /** Those not finished, in the order in which they came. */
  open(): Promise<readonly DeliveryRecord[]>;
}

export function createDeliveries(database: Database): Deliveries {
  return {
    async accept(delivery) {
      const rows = await database.query(
        `INSERT INTO deliveries (id, event, action, installation, repository, payload, received_at, status)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'pending')
         ON CONFLICT (id) DO UPDATE SET status = 'pending', outcome = NULL, finished_at = NULL
           WHERE deliveries.status IN ('failed', 'discarded')
         RETURNING id`,
        [
          delivery.id,
          delivery.event,
          delivery.action,
          delivery.installation,
          delivery.repository && fullName(delivery.repository),
          JSON.stringify(delivery.payload),
          delivery.receivedAt,
        ],
      );
      return rows.length > 0;
    },
    async get(id) {
      const [row] = await database.query('SELECT * FROM deliveries WHERE id = $1', [id]);
      return row ? recordOf(row) : null;
    },
    async mark(id, status, outcome) {
      const ended = status === 'done' || status === 'failed' || status === 'discarded';
      await database.query(
        `UPDATE deliveries SET status = $2, outcome = coalesce($3, outcome), attempts = attempts + $4,
           finished_at = CASE WHEN $5 THEN now() END WHERE id = $1`,
        [id, status, outcome ?? null, status === 'active' ? 1 : 0, ended],
      );
    },
    async list({ status, limit }) {
      const rows = await database.query(
        `SELECT * FROM deliveries WHERE $1::text IS NULL OR status = $1 ORDER BY received_at DESC, id LIMIT $2`,
        [status ?? null, limit],
      );
      return rows.map(recordOf);
    },
    async open() {
      const rows = await database.query(
        `SELECT * FROM deliveries WHERE status IN ('pending', 'active') ORDER BY received_at, id`,
      );
      return rows.map(recordOf);
    },
  };
}

function recordOf(row: Row): DeliveryRecord {
  const time = row.received_at;
  return {
    id: String(row.id),
    event: String(row.event),
    action: row.action === null ? null : String(row.action),
    installation: row.installation === null ? null : Number(row.installation),
    repository: row.repository === null ? null : parseFullName(String(row.repository)),
    payload: (typeof row.payload === 'string' ? JSON.parse(row.payload) : row.payload) as Delivery['payload'],
    receivedAt: time instanceof Date ? time.toISOString() : String(time),
    status: row.status as DeliveryStatus,
    attempts: Number(row.attempts),
    outcome: row.outcome === null ? null : String(row.outcome),
  };
}
