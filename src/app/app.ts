import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ServerType, serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { Logger } from 'pino';
import type { ProjectSnapshot } from '../domain/snapshot.ts';
import { createBudgets } from '../github/budget.ts';
import { createClient, createInstallationClients } from '../github/client.ts';
import { readApp } from '../github/read-app.ts';
import type { Ports } from '../handlers/ports.ts';
import { runDelivery } from '../handlers/run.ts';
import { createPortal } from '../portal/portal.ts';
import { openStore, type Store } from '../store/store.ts';
import type { AppConfig } from './config.ts';
import { createIntake } from './intake.ts';

/** A running Innkeeper. */
export interface App {
  /** `http://localhost:3000` */
  readonly url: string;
  readonly store: Store;
  /** Stops taking work, finishes what runs, and lets go of everything. */
  close(): Promise<void>;
}

/** How many repositories are worked on at once; the work is mostly waiting for GitHub. */
const CONCURRENCY = 8;

/** The only wiring: every port meets its adapter here. */
export async function startApp(config: AppConfig, log: Logger): Promise<App> {
  const now = () => new Date();
  const onError = (err: unknown) => log.error({ err }, 'the store failed');
  const client = { baseUrl: config.apiUrl, now };
  const credentials = { appId: config.appId, privateKey: config.privateKey };
  const app = await readApp(createClient(credentials, client));
  const store = await openStore({ ...config, concurrency: CONCURRENCY, onError, now });
  const budgetOf = createBudgets(store.ledger, { now, sleep });
  const installationClient = createInstallationClients(credentials, client, budgetOf);
  const ports: Ports = {
    app,
    github: (installation, urgency = 'person') => installationClient(installation, urgency),
    crowded: store.deliveries.crowded,
    audit: store.audit.record,
    memory: store.memory,
    enqueue: async (delivery) => {
      await store.jobs.submit(delivery);
    },
    policyRepository: config.policyRepository,
    now,
    log,
  };
  await store.jobs.work(async (delivery) => {
    const started = performance.now();
    const { outcome } = await runDelivery(delivery, ports);
    const { id, event, action, repository, installation } = delivery;
    log.info(
      {
        delivery: id,
        event,
        action,
        repository,
        installation,
        outcome,
        milliseconds: Math.round(performance.now() - started),
      },
      'done',
    );
    return outcome;
  });
  const routes = new Hono()
    .route('/', createIntake({ secret: config.webhookSecret, submit: store.jobs.submit, now, onError }))
    .route('/', createHealth(store))
    .route('/', createPortal({ projects: () => store.memory.list<ProjectSnapshot>('project') }));
  const server = serve({ fetch: routes.fetch, port: config.port });
  const url = await addressOf(server);
  log.info({ url }, 'Innkeeper is open');
  return {
    url,
    store,
    async close() {
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await store.close();
    },
  };
}

function createHealth(store: Store): Hono {
  return new Hono()
    .get('/healthz', (context) => context.json({ status: 'ok' }))
    .get('/readyz', async (context) => {
      try {
        await store.ping();
        return context.json({ status: 'ready' });
      } catch {
        return context.json({ status: 'the database doesn’t answer' }, 503);
      }
    });
}

async function addressOf(server: ServerType): Promise<string> {
  if (!server.listening) await once(server, 'listening');
  const address = server.address();
  return `http://localhost:${typeof address === 'object' && address ? address.port : ''}`;
}
