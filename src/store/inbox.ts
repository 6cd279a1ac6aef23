import { gzipSync } from 'node:zlib';
import type { Delivery } from '../domain/delivery.ts';
import { fullName } from '../domain/repository.ts';
import { type Urgency, urgencyOf } from '../domain/urgency.ts';
import type { Database } from './database.ts';

const PRIORITY: Readonly<Record<Urgency, number>> = { person: 10, sweep: 0 };
/** Rows written by one statement at most. */
const GROUP = 100;
/** What waits to be written, in rows and in bytes of payload: past either, senders are asked to come back. */
const WAITING_ROWS = 2_000;
const WAITING_BYTES = 64 * 1024 * 1024;
/** So many at once are a burst; fewer come all day. */
const BUSY = 5;
/** Between two groups of a burst is a gap; the work must not slip into each. */
const CALM_AFTER_MS = 100;
/** The quickest: a webhook shrinks to a tenth in less time than it takes to verify it. */
const GZIP = { level: 1 };

/** Too much waits to be written: come again later. */
class InboxFull extends Error {
  constructor() {
    super('Too many deliveries wait to be written.');
    this.name = 'InboxFull';
  }
}

/** Where deliveries are kept before they are acknowledged. */
export interface Inbox {
  /**
   * Resolves once the delivery is on disk: `false` where this id waits, runs or was done already. A failed one is taken again.
   * @throws InboxFull
   */
  accept(delivery: Delivery, body?: string): Promise<boolean>;
  /** Many senders wait for an acknowledgement, or did a moment ago: that is more urgent than any work. */
  busy(): boolean;
}

interface Waiting {
  readonly delivery: Delivery;
  readonly body: Buffer;
  readonly wanted: boolean;
  readonly resolve: (fresh: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * While one group is being written the next gathers: under load a statement carries many deliveries, otherwise just one. One group at a time, so
 * that the order of arrival stays.
 * @param wants `false` of an event that nothing is to be done about: it is kept as done
 */
export function createInbox(database: Database, wants: (delivery: Delivery) => boolean): Inbox {
  let waiting: Waiting[] = [];
  let bytes = 0;
  let writing = false;
  let unanswered = 0;
  let lastBurst = Number.NEGATIVE_INFINITY;

  async function drain(): Promise<void> {
    if (writing) return;
    writing = true;
    while (waiting.length > 0) {
      const group = waiting.slice(0, GROUP);
      waiting = waiting.slice(GROUP);
      bytes -= group.reduce((sum, { body }) => sum + body.length, 0);
      await write(database, group);
      unanswered -= group.length;
    }
    writing = false;
  }

  return {
    busy: () => performance.now() - lastBurst < CALM_AFTER_MS,
    accept(delivery, body = JSON.stringify(delivery.payload)) {
      if (waiting.length >= WAITING_ROWS || bytes > WAITING_BYTES) return Promise.reject(new InboxFull());
      const packed = gzipSync(body, GZIP);
      return new Promise((resolve, reject) => {
        waiting.push({ delivery, body: packed, wanted: wants(delivery), resolve, reject });
        bytes += packed.length;
        unanswered += 1;
        if (unanswered >= BUSY) lastBurst = performance.now();
        // A moment later: an embedded database holds the whole process while it writes, and what the network has ready should go along.
        setImmediate(() => void drain());
      });
    },
  };
}

async function write(database: Database, group: readonly Waiting[]): Promise<void> {
  // One statement can't touch a row twice: the first of each id speaks for the others.
  const first = new Map<string, Waiting>();
  for (const each of group) if (!first.has(each.delivery.id)) first.set(each.delivery.id, each);
  const rows = [...first.values()];
  try {
    const written = await database.query(statement(rows.length), rows.flatMap(valuesOf));
    const fresh = new Set(written.map(({ id }) => id));
    for (const each of group) each.resolve(first.get(each.delivery.id) === each && fresh.has(each.delivery.id));
  } catch (error) {
    if (group.length === 1) return group[0]?.reject(error);
    // One of them may be what the database won't take: the others must not fall with it.
    for (const each of group) await write(database, [each]);
  }
}

function valuesOf({ delivery, body, wanted }: Waiting): readonly unknown[] {
  const { id, event, action, installation, repository, receivedAt } = delivery;
  const name = repository && fullName(repository);
  const line = name?.toLowerCase() ?? `installation ${installation ?? 0}`;
  return [
    id,
    event,
    action,
    installation,
    name,
    line,
    subjectOf(delivery),
    PRIORITY[urgencyOf(event)],
    body,
    receivedAt,
    wanted ? 'pending' : 'done',
  ];
}

const COLUMNS = 11;

function statement(rows: number): string {
  const tuples = Array.from({ length: rows }, (_, row) => {
    const places = Array.from({ length: COLUMNS }, (__, column) => `$${row * COLUMNS + column + 1}`);
    return `(${places.join(', ')})`;
  });
  return `INSERT INTO deliveries (id, event, action, installation, repository, line, subject, priority, payload, received_at, status)
    VALUES ${tuples.join(', ')}
    ON CONFLICT (id) DO UPDATE SET status = excluded.status, seq = excluded.seq, payload = excluded.payload, attempts = 0, deaths = 0,
      outcome = NULL, due_at = NULL, queued_at = NULL, finished_at = NULL
      WHERE deliveries.status IN ('failed', 'discarded')
    RETURNING id`;
}

function subjectOf({ event, repository, payload }: Delivery): string | null {
  const number = event === 'pull_request' ? payload.number : undefined;
  return repository && typeof number === 'number' ? `${fullName(repository).toLowerCase()}#${number}` : null;
}
