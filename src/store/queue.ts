import { createHash } from 'node:crypto';
import type { JobInsert, PgBoss } from 'pg-boss';
import type { Database } from './database.ts';

export const QUEUE = 'deliveries';

export interface JobData {
  readonly delivery: string;
}

/** Any number that no other program on the database uses for its advisory locks. */
const LOCK = 7_466_538;
/** The queue looks over all that is in it for each job that it gives out: so it holds no more than the workers need for a while. */
const WINDOW = 200;
/** The urgent first; what had a turn already lets those pass that had none. */
const TURN = 'priority DESC, attempts > 0, seq';
/** A repository that is busy must not fill the window alone. */
const IN_LINE = 10;

/**
 * Puts deliveries that are due into their repositories' lines: the urgent first, then in the order in which they were kept. One replica at a
 * time: of one repository, a delivery that was acknowledged earlier can't come behind a later one. What was cut between the queue and the mark is
 * queued again under the same id, which the queue takes for the same.
 * @returns how many were queued
 */
export function queueDue(database: Database, boss: PgBoss): Promise<number> {
  return database.exclusively(LOCK, async () => {
    const rows = await database.query(
      `WITH waiting AS (
         SELECT id, seq, attempts, priority, line FROM deliveries
         WHERE status = 'pending' AND queued_at IS NULL AND (due_at IS NULL OR due_at <= now())
         ORDER BY ${TURN} LIMIT ${10 * WINDOW}
       ), queued AS (
         SELECT line, count(*) AS number FROM deliveries
         WHERE queued_at IS NOT NULL AND status IN ('pending', 'active') GROUP BY line
       ), ranked AS (
         SELECT waiting.*, coalesce(queued.number, 0) + row_number() OVER (PARTITION BY waiting.line ORDER BY ${TURN}) AS place
         FROM waiting LEFT JOIN queued USING (line)
       )
       SELECT * FROM ranked WHERE place <= ${IN_LINE} ORDER BY ${TURN}
       LIMIT greatest(0, ${WINDOW} - (SELECT coalesce(sum(number), 0) FROM queued))`,
    );
    if (rows.length === 0) return 0;
    const jobs = rows.map(
      ({ id, seq, attempts, priority, line }): JobInsert<JobData> => ({
        id: jobId(Number(seq), String(id), Number(attempts)),
        data: { delivery: String(id) },
        singletonKey: String(line),
        priority: Number(priority),
      }),
    );
    await boss.insert(QUEUE, jobs);
    await database.query('UPDATE deliveries SET queued_at = now() WHERE id = ANY($1)', [rows.map(({ id }) => id)]);
    return rows.length;
  });
}

/**
 * A UUID that is always the same for the same attempt at the same delivery. It begins with the delivery's place: the queue orders what came in
 * one statement by id.
 */
function jobId(seq: number, delivery: string, attempt: number): string {
  const place = seq.toString(16).padStart(12, '0');
  const hex = createHash('sha256').update(`${delivery}#${attempt}`).digest('hex');
  return `${place.slice(0, 8)}-${place.slice(8)}-4${hex.slice(0, 3)}-8${hex.slice(3, 6)}-${hex.slice(6, 18)}`;
}
