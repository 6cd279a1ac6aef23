import { setTimeout as sleep } from 'node:timers/promises';
import { PgBoss } from 'pg-boss';
import type { Delivery } from '../domain/delivery.ts';
import { RetryableError } from '../domain/retryable-error.ts';
import type { Database } from './database.ts';
import type { Deliveries } from './deliveries.ts';
import type { Inbox } from './inbox.ts';
import { QUEUE, queueDue } from './queue.ts';
import { afterFailure, DEATHS } from './retry.ts';
import { startWorkers, type Workers } from './workers.ts';

/** The work that waits: one job at a time for each repository, in the order in which it came, over any number of replicas. */
export interface Jobs {
  /**
   * Keeps a delivery and puts it in its repository's line; `false` where it was there already.
   * @param body its payload as it came, where that is at hand
   */
  submit(delivery: Delivery, body?: string): Promise<boolean>;
  /** Begins to work. `handle` returns what was done, in a line. */
  work(handle: (delivery: Delivery) => Promise<string>): Promise<void>;
  /** Looks for deliveries that are due, at once. */
  wake(): void;
  /** Resolves when nothing waits or runs. */
  idle(): Promise<void>;
  /** Lines that go no further by themselves. */
  blocked(): Promise<readonly string[]>;
  /** No new work; what runs is finished first. */
  stop(): Promise<void>;
}

export interface JobOptions {
  /** Repositories that are worked on at once. */
  readonly concurrency: number;
  readonly onError: (error: unknown) => void;
  /** `false` of a delivery that nothing is to be done about; default: all are to be worked on. */
  readonly wants?: (delivery: Delivery) => boolean;
  readonly now: () => Date;
}

/** How often what is due is looked for without being called. */
const LOOK_MS = 500;
const BETWEEN_LOOKS_MS = 10;
const AFTER_NOTHING_MS = 50;
/** So many jobs further, the queue has room again. */
const REFILL_AFTER = 25;
const A_MOMENT_MS = 25;
const LONGEST_BURST_MS = 2_000;
/** What doesn't end by then is left to another replica, or to the next start. */
const STOP_MS = 20_000;
/** A replica that doesn't answer for so long is taken for dead, and its work is given to others. */
const HEARTBEAT_SECONDS = 10;

export async function createJobs(
  database: Database,
  deliveries: Deliveries,
  inbox: Inbox,
  options: JobOptions,
): Promise<Jobs> {
  const boss = new PgBoss({
    ...database.boss,
    supervise: true,
    schedule: false,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
  });
  boss.on('error', options.onError);
  await boss.start();
  await boss.createQueue(QUEUE, {
    policy: 'key_strict_fifo',
    // The queue counts the deaths of workers too; how often a delivery is tried is decided in retry.ts.
    retryLimit: 10_000,
    retryDelay: 0,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    // What became of a delivery stands with the delivery; the queue needs to remember nothing.
    deleteAfterSeconds: 60,
  });
  let workers: Workers | null = null;
  let queueing: Promise<void> | null = null;
  let again = false;
  let ended = 0;

  function wake(): void {
    again = true;
    queueing ??= queueAll().finally(() => {
      queueing = null;
    });
  }

  /** Under load a look takes along all that came meanwhile; one that found no room leaves some time for it. */
  async function queueAll(): Promise<void> {
    while (again) {
      await calm();
      again = false;
      const queued = await queueDue(database, boss).catch((error: unknown) => {
        options.onError(error);
        return 0;
      });
      if (queued > 0) workers?.wake();
      await sleep(queued > 0 ? BETWEEN_LOOKS_MS : AFTER_NOTHING_MS);
    }
  }

  /** While many webhooks come at once the work waits, for a moment: the database is better used for keeping them. */
  async function calm(): Promise<void> {
    for (let waited = 0; inbox.busy() && waited < LONGEST_BURST_MS; waited += A_MOMENT_MS) await sleep(A_MOMENT_MS);
  }

  const looking = setInterval(wake, LOOK_MS).unref();

  return {
    wake,
    async submit(delivery, body) {
      const fresh = await inbox.accept(delivery, body);
      if (fresh) wake();
      return fresh;
    },
    async work(handle) {
      workers = startWorkers(boss, {
        concurrency: options.concurrency,
        heartbeatSeconds: HEARTBEAT_SECONDS,
        onError: options.onError,
        calm,
        perform: (delivery) => perform(delivery, handle),
        onEnd: () => {
          ended += 1;
          if (ended % REFILL_AFTER === 0) wake();
        },
      });
      wake();
    },
    async idle() {
      while ((await deliveries.open()) > 0) await sleep(40);
    },
    async blocked() {
      return (await boss.getBlockedKeys(QUEUE)).map(String);
    },
    async stop() {
      clearInterval(looking);
      again = false;
      await queueing;
      await Promise.race([workers?.stop(), sleep(STOP_MS, undefined, { ref: false })]);
      await boss.stop({ graceful: false });
    },
  };

  /** A job never fails in the queue, for that would block its repository: it is tried again, put off, or set aside as a failed delivery. */
  async function perform(delivery: string, handle: (delivery: Delivery) => Promise<string>): Promise<void> {
    const turn = await deliveries.begin(delivery);
    if (!turn) return;
    if (turn.supersededBy) return deliveries.end(turn.id, 'done', `superseded by ${turn.supersededBy}`);
    if (turn.deaths > DEATHS) return deliveries.end(turn.id, 'failed', `its worker died ${turn.deaths} times`);
    try {
      await deliveries.end(turn.id, 'done', await handle(turn));
    } catch (error) {
      await settle(turn, error);
    }
  }

  async function settle(turn: Delivery & { attempts: number }, error: unknown): Promise<void> {
    const message = error instanceof Error ? error.message : String(error);
    const next = afterFailure({
      retryable: error instanceof RetryableError,
      retryAt: error instanceof RetryableError ? error.retryAt : undefined,
      attempts: turn.attempts,
      receivedAt: new Date(turn.receivedAt),
      now: options.now(),
    });
    if (next.kind === 'set-aside') return deliveries.end(turn.id, 'failed', message);
    await deliveries.putOff(turn.id, `will be tried again: ${message}`, next.delayMs, next.spaced);
  }
}
