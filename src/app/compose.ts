import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { RetryableError } from '../domain/retryable-error.ts';
import { UserError } from '../domain/user-error.ts';
import { createBudgets } from '../github/budget.ts';
import { type Client, createClient, createInstallationClients, type RequestRecord } from '../github/client.ts';
import { readApp } from '../github/read-app.ts';
import type { Ports } from '../handlers/ports.ts';
import { createRegistryLine } from '../handlers/registry/registry-line.ts';
import { isHandled } from '../handlers/run.ts';
import { openStore, type Store } from '../store/store.ts';
import type { AppConfig } from './config.ts';

/** Everything wired, and nothing running yet. */
export interface House {
  readonly store: Store;
  readonly ports: Ports;
  /** GitHub, as the App itself. */
  readonly app: Client;
}

/** How many repositories a replica works on at once; GitHub allows an installation 100 requests at a time. */
const CONCURRENCY = 12;

/** The only wiring: every port meets its adapter here. */
export async function compose(
  config: AppConfig,
  log: Logger,
  onRequest?: (request: RequestRecord) => void,
): Promise<House> {
  const now = () => new Date();
  const onError = (err: unknown) => log.error({ err }, 'the store failed');
  const client = { baseUrl: config.apiUrl, now, ...(onRequest ? { onRequest } : {}) };
  const credentials = { appId: config.appId, privateKey: config.privateKey };
  const app = createClient(credentials, client);
  const store = await openStore({ ...config, concurrency: CONCURRENCY, onError, now, wants: isHandled });
  try {
    const installationClient = createInstallationClients(
      credentials,
      client,
      createBudgets(store.ledger, { now, sleep }),
    );
    const ports: Ports = {
      app: await identityOf(app, store),
      github: (installation, urgency = 'person') => installationClient(installation, urgency),
      registry: createRegistryLine(store.memory),
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
    return { store, ports, app };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Who the App is, as GitHub says or, while GitHub is away, once said: webhooks are to be taken all the same. */
async function identityOf(client: Client, store: Store): Promise<Ports['app']> {
  try {
    const app = await readApp(client);
    await store.memory.put('app', 'identity', app);
    return app;
  } catch (error) {
    const known = await store.memory.get<Ports['app']>('app', 'identity');
    if (known && error instanceof RetryableError) return known;
    const said = error instanceof Error ? error.message : String(error);
    throw new UserError(`GitHub doesn’t take the App’s credentials: ${said}`, {
      fix: 'Check APP_ID and PRIVATE_KEY against the App’s settings page, and that GitHub can be reached from here.',
    });
  }
}
