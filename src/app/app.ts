import { once } from 'node:events';
import { type ServerType, serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { Logger } from 'pino';
import { runDelivery } from '../handlers/run.ts';
import { createPortal, notFound } from '../portal/portal.ts';
import { portalPorts } from '../portal/ports.ts';
import type { Store } from '../store/store.ts';
import { compose } from './compose.ts';
import type { AppConfig } from './config.ts';
import { createHealth } from './health.ts';
import { createIntake } from './intake.ts';
import { createMetrics } from './metrics.ts';
import { runTask, startSchedule } from './schedule.ts';

/** A running Innkeeper. */
export interface App {
  /** `http://localhost:3000` */
  readonly url: string;
  readonly store: Store;
  /** Runs a scheduled task now, as of that time. */
  runTask(name: string, at: Date): Promise<string>;
  /** Stops taking work, finishes what runs, and lets go of everything. */
  close(): Promise<void>;
}

/** Connections are kept longer than any load balancer keeps them: one that closes first loses the webhook that was just being sent. */
const SERVER = { keepAliveTimeout: 75_000, headersTimeout: 20_000, requestTimeout: 30_000 };

export async function startApp(config: AppConfig, log: Logger): Promise<App> {
  const metrics = createMetrics();
  const { store, ports, app } = await compose(config, log, metrics.request);
  const { now } = ports;
  metrics.observe(store, now);
  await store.jobs.work(async (delivery) => {
    const { id, event, action, repository, installation } = delivery;
    const ended = metrics.delivery(delivery);
    const { outcome } = await runDelivery(delivery, ports).catch((error: unknown) => {
      ended('failed');
      throw error;
    });
    const milliseconds = ended('done');
    log.info({ delivery: id, event, action, repository, installation, outcome, milliseconds }, 'done');
    return outcome;
  });
  const context = (at: Date) => ({ store, ports, app, settings: config.schedule, now: at });
  const schedule = startSchedule(() => context(now()));
  const onError = (err: unknown) => log.error({ err }, 'a delivery could not be kept');
  const routes = new Hono()
    .route('/', createIntake({ secret: config.webhookSecret, submit: store.jobs.submit, now, onError }))
    .route('/', createHealth({ store, app, now }))
    .route('/', metrics.routes)
    .route('/', createPortal(portalPorts(ports, { asApp: app, api: config.apiUrl, store, login: config.login })));
  routes.notFound(notFound);
  routes.onError((err, context) => {
    log.error({ err, path: context.req.path }, 'a request could not be answered');
    return context.json({ error: 'Something went wrong on our side.' }, 500);
  });
  const server = serve({ fetch: routes.fetch, port: config.port, serverOptions: SERVER });
  const url = await addressOf(server);
  log.info({ url }, 'Innkeeper is open');
  return {
    url,
    store,
    runTask: (name, at) => runTask(name, context(at)),
    async close() {
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await schedule.stop();
      await store.close();
    },
  };
}

async function addressOf(server: ServerType): Promise<string> {
  if (!server.listening) await once(server, 'listening');
  const address = server.address();
  return `http://localhost:${typeof address === 'object' && address ? address.port : ''}`;
}
