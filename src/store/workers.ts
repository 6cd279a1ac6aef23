import type { PgBoss } from 'pg-boss';
import { type JobData, QUEUE } from './queue.ts';

/** How often work is looked for without being called: another replica may have queued it. */
const LOOK_MS = 500;

/** Takes jobs out of the queue and has them done, several lines at once. */
export interface Workers {
  /** Looks for work at once. */
  wake(): void;
  /** Takes nothing new, and resolves when what runs is done. */
  stop(): Promise<void>;
}

/**
 * One fetch for all the places that are free, where `boss.work` lets each place ask for itself: twelve that look twice a second cost more than the
 * work of a small installation.
 * @param perform rejects where the database is away; the job is then given to whoever comes next, as that of a worker that died
 */
export function startWorkers(
  boss: PgBoss,
  options: {
    concurrency: number;
    heartbeatSeconds: number;
    /** Waited for before more work is begun. */
    calm: () => Promise<void>;
    perform: (delivery: string) => Promise<void>;
    onError: (error: unknown) => void;
    /** A job is done with, and its line is free. */
    onEnd: () => void;
  },
): Workers {
  const running = new Map<string, Promise<void>>();
  let looking: Promise<void> | null = null;
  let again = false;
  let stopped = false;

  function wake(): void {
    again = true;
    looking ??= look().finally(() => {
      looking = null;
    });
  }

  async function look(): Promise<void> {
    while (again && !stopped && running.size < options.concurrency) {
      await options.calm();
      again = false;
      try {
        const jobs = await boss.fetch<JobData>(QUEUE, { batchSize: options.concurrency - running.size });
        for (const { id, data } of jobs) running.set(id, run(id, data.delivery));
      } catch (error) {
        options.onError(error);
      }
    }
  }

  async function run(job: string, delivery: string): Promise<void> {
    try {
      await options.perform(delivery);
      await boss.complete(QUEUE, job);
    } catch (error) {
      options.onError(error);
    } finally {
      running.delete(job);
      options.onEnd();
      wake();
    }
  }

  const poll = setInterval(wake, LOOK_MS).unref();
  const beat = setInterval(
    () => {
      if (running.size > 0) boss.touch(QUEUE, [...running.keys()]).catch(options.onError);
    },
    (options.heartbeatSeconds * 1000) / 3,
  ).unref();
  wake();

  return {
    wake,
    async stop() {
      stopped = true;
      clearInterval(poll);
      await looking;
      await Promise.all(running.values());
      clearInterval(beat);
    },
  };
}
