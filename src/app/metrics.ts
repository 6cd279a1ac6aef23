import { Hono } from 'hono';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Delivery } from '../domain/delivery.ts';
import type { RequestRecord } from '../github/client.ts';
import { ANSWER } from '../handlers/shared/promise.ts';
import { type Answered, figuresOf } from '../insights/figures.ts';
import type { Store } from '../store/store.ts';

export interface Metrics {
  /** `/metrics`, for Prometheus. No name of a repository or a person is in it. */
  readonly routes: Hono;
  readonly request: (request: RequestRecord) => void;
  /** Begins to time one attempt at a delivery. @returns to be told how it ended; gives the milliseconds */
  readonly delivery: (delivery: Delivery) => (outcome: 'done' | 'failed') => number;
  /** Counts what waits in this store, and which promises were kept, whenever it is asked. */
  readonly observe: (store: Store, now: () => Date) => void;
}

const SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export function createMetrics(): Metrics {
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  collectDefaultMetrics({ register: registry });
  const handled = new Histogram({
    name: 'innkeeper_delivery_seconds',
    help: 'Time of an attempt at a delivery, by event and outcome.',
    labelNames: ['event', 'outcome'],
    buckets: SECONDS,
    registers,
  });
  const requests = new Histogram({
    name: 'innkeeper_github_request_seconds',
    help: 'Time of a request to GitHub, by kind, method and status (0: no answer).',
    labelNames: ['kind', 'method', 'status'],
    buckets: SECONDS,
    registers,
  });
  const quota = new Gauge({
    name: 'innkeeper_github_quota_remaining',
    help: 'Requests left of the hourly quota, as GitHub last said, by installation and resource.',
    labelNames: ['installation', 'resource'],
    registers,
  });
  return {
    routes: new Hono().get('/metrics', async (context) =>
      context.body(await registry.metrics(), 200, { 'content-type': registry.contentType }),
    ),
    request({ kind, method, status, milliseconds, installation, quota: left }) {
      requests.observe({ kind, method, status }, milliseconds / 1000);
      if (left) quota.set({ installation, resource: left.resource }, left.remaining);
    },
    delivery({ event }) {
      const stop = handled.startTimer({ event });
      return (outcome) => Math.round(stop({ outcome }) * 1000);
    },
    observe(store, now) {
      observeQueue(store, registers);
      observePromises(store, registers, now);
    },
  };
}

function observeQueue(store: Store, registers: Registry[]): void {
  new Gauge({
    name: 'innkeeper_deliveries',
    help: 'Kept deliveries by event and status; pending, active and failed ones wait for somebody.',
    labelNames: ['event', 'status'],
    registers,
    async collect() {
      this.reset();
      for (const { event, status, number } of await store.deliveries.counts()) this.set({ event, status }, number);
    },
  });
  new Gauge({
    name: 'innkeeper_queue_oldest_seconds',
    help: 'Age of the oldest delivery that waits and is due.',
    registers,
    async collect() {
      this.set(await store.deliveries.oldestSeconds());
    },
  });
  new Gauge({
    name: 'innkeeper_queue_blocked_lines',
    help: 'Repositories whose line goes no further by itself.',
    registers,
    async collect() {
      this.set((await store.jobs.blocked()).length);
    },
  });
}

const FOUR_WEEKS_MS = 28 * 24 * 60 * 60_000;
/** Whoever breaks more than this in four weeks has no need of the exact number. */
const MOST_PROMISES = 10_000;

function observePromises(store: Store, registers: Registry[], now: () => Date): void {
  new Gauge({
    name: 'innkeeper_promises',
    help: 'Promises of a first answer that were due in the last four weeks, by outcome.',
    labelNames: ['outcome'],
    registers,
    async collect() {
      const at = now();
      const since = new Date(at.getTime() - FOUR_WEEKS_MS).toISOString();
      const answers = await store.excerpts.since<Answered>(ANSWER, { path: ['due'], since, limit: MOST_PROMISES });
      const { kept, broken } = figuresOf({
        answers: answers.filter(({ due }) => due <= at.toISOString()),
        contributions: [],
      });
      this.set({ outcome: 'kept' }, kept);
      this.set({ outcome: 'broken' }, broken);
    },
  });
}
