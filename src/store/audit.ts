import type { AuditEntry } from '../domain/audit-entry.ts';
import type { Database, Row } from './database.ts';

export interface AuditRecord extends AuditEntry {
  /** ISO 8601. */
  readonly at: string;
}

/** Every write to GitHub, in order; nothing here is ever changed. */
export interface Audit {
  record(entry: AuditEntry): Promise<void>;
  /** What one delivery led to, oldest first. */
  ofDelivery(delivery: string): Promise<readonly AuditRecord[]>;
}

export const AUDIT_TABLES = `
  CREATE TABLE audit (
    seq bigserial PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT now(),
    delivery text NOT NULL,
    event text NOT NULL,
    sender text,
    installation bigint NOT NULL,
    repository text,
    kind text NOT NULL,
    target text NOT NULL,
    result text NOT NULL,
    policy text
  );
  CREATE INDEX audit_by_delivery ON audit (delivery);`;

export function createAudit(database: Database): Audit {
  return {
    async record({ delivery, event, sender, installation, repository, kind, target, result, policy }) {
      await database.query(
        `INSERT INTO audit (delivery, event, sender, installation, repository, kind, target, result, policy)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [delivery, event, sender, installation, repository, kind, target, result, policy],
      );
    },
    async ofDelivery(delivery) {
      const rows = await database.query('SELECT * FROM audit WHERE delivery = $1 ORDER BY seq', [delivery]);
      return rows.map(recordOf);
    },
  };
}

function recordOf(row: Row): AuditRecord {
  const { at, installation, ...rest } = row;
  return {
    ...(rest as unknown as Omit<AuditRecord, 'at' | 'installation'>),
    installation: Number(installation),
    at: at instanceof Date ? at.toISOString() : String(at),
  };
}
