import { createHash } from 'node:crypto';
import { type JobWithMetadata, PgBoss } from 'pg-boss';
import type { Delivery } from '../domain/delivery.ts';
import { fullName } from '../domain/repository.ts';
import { RetryableError } from '../domain/retryable-error.ts';
import type { Database } from './database.ts';
import type { Deliveries } from './deliveries.ts';

const QUEUE = 'deliveries';
/** With the back-off below, the last attempt comes some 20 minutes after the first. */
const RETRIES = 8;

/** The work that waits: one job at a time for each repository, in the order in which it came, over any number of replicas. */
export interface Jobs {
  /** Keeps a delivery and puts it in its repository's line; `false` where it was there already. */
  submit(delivery: Delivery): Promise<boolean>;
  /** Begins to work. `handle` returns what was done, in a line. */
  work(handle: (delivery: Delivery) => Promise<string>): Promise<void>;
  /** Resolves when nothing waits or runs. */
  idle(): Promise<void>;
  /** No new work; what runs is finished first. */
  stop(): Promise<void>;
}

interface JobData {
  readonly delivery: string;
}

export async function createJobs(
  database: Database,
  deliveries: Deliveries,
  options: { concurrency: number; onError: (error: unknown) => void },
): Promise<Jobs> {
  const boss = new PgBoss({ ...database.boss, supervise: true, schedule: false });
  boss.on('error', options.onError);
  await boss.start();
  await boss.createQueue(QUEUE, {
    policy: 'key_strict_fifo',
    retryLimit: RETRIES,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 600,
    heartbeatSeconds: 20,
  });
  let workers: string[] = [];

  async function enqueue(delivery: Delivery, attempt: number): Promise<void> {
    const data: JobData = { delivery: delivery.id };
    await boss.send(QUEUE, data, { id: jobId(delivery.id, attempt), singletonKey: lineOf(delivery) });
    wake();
  }

  /** Looks for work at once: the next poll of its own is up to half a second away. */
  function wake(): void {
    for (const worker of workers) boss.notifyWorker(worker);
  }

  return {
    async submit(delivery) {
      if (!(await deliveries.accept(delivery))) return false;
      const kept = await deliveries.get(delivery.id);
      await enqueue(delivery, kept?.attempts ?? 0);
      return true;
    },
    async work(handle) {
      // What was kept but never reached its line, as the process died in between: its job id makes a second one impossible.
      for (const delivery of await deliveries.open()) await enqueue(delivery, delivery.attempts);
      const work = {
        includeMetadata: true,
        batchSize: 1,
        pollingIntervalSeconds: 0.5,
        localConcurrency: options.concurrency,
      } as const;
      const id = await boss.work<JobData, void, typeof work>(QUEUE, work, async ([job]) => {
        if (job) await perform(job, deliveries, handle);
        // The next in this repository's line is free once this job is settled, which happens right after this returns.
        setTimeout(wake, 10).unref();
      });
      workers = [id];
    },
    async idle() {
      while ((await deliveries.open()).length > 0) await new Promise((resolve) => setTimeout(resolve, 40));
    },
    async stop() {
      await boss.stop({ graceful: true, timeout: 20_000 });
    },
  };
}

/** A job never fails in the queue: that would block its repository. It is retried, or set aside as a failed delivery. */
async function perform(
  job: JobWithMetadata<JobData>,
  deliveries: Deliveries,
  handle: (delivery: Delivery) => Promise<string>,
): Promise<void> {
  const delivery = await deliveries.get(job.data.delivery);
  if (!delivery || delivery.status === 'done' || delivery.status === 'discarded') return;
  await deliveries.mark(delivery.id, 'active');
  try {
    await deliveries.mark(delivery.id, 'done', await handle(delivery));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof RetryableError && job.retryCount < RETRIES) {
      await deliveries.mark(delivery.id, 'pending', `will be tried again: ${message}`);
      throw error;
    }
    await deliveries.mark(delivery.id, 'failed', message);
  }
}

/** What shares a line is done one after the other. */
function lineOf({ repository, installation }: Delivery): string {
  return repository ? fullName(repository).toLowerCase() : `installation ${installation ?? 0}`;
}

/** A UUID that is always the same for the same attempt at the same delivery. */
function jobId(delivery: string, attempt: number): string {
  const hex = createHash('sha256').update(`${delivery}#${attempt}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
