import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { type App, startApp } from '../app/app.ts';
import { type AppConfig, policyRepositoryOf } from '../app/config.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../sandbox/sandbox.ts';

/** A stand-in GitHub with Innkeeper installed on it. */
export interface DemoWorld {
  readonly sandbox: Sandbox;
  readonly app: App;
  /** Resolves when every webhook has been sent and all work that follows from it is done. */
  quiet(): Promise<void>;
  close(): Promise<void>;
}

export async function startDemoWorld(options: {
  organisation: string;
  log: Logger;
  sandbox?: Partial<SandboxOptions>;
  /** What differs from the App's usual settings; its data directory is removed at the end. */
  app?: Partial<AppConfig>;
}): Promise<DemoWorld> {
  const dataDirectory = options.app?.dataDirectory ?? mkdtempSync(join(tmpdir(), 'innkeeper-demo-'));
  const sandbox = await startSandbox({ ...options.sandbox, organisation: options.organisation });
  const app = await startApp(
    {
      appId: sandbox.app.id,
      privateKey: sandbox.app.privateKey,
      webhookSecret: sandbox.app.webhookSecret,
      databaseUrl: undefined,
      port: 0,
      logLevel: 'info',
      schedule: { recoveryIntervalMs: 5 * 60_000, retentionMs: 14 * 24 * 60 * 60_000 },
      apiUrl: `${sandbox.url}/api/v3`,
      policyRepository: policyRepositoryOf(undefined),
      login: { client: { id: sandbox.app.clientId, secret: sandbox.app.clientSecret }, secret: randomUUID() },
      ...options.app,
      dataDirectory,
    },
    options.log,
  );
  sandbox.install(`${app.url}/api/github/webhooks`);
  return {
    sandbox,
    app,
    async quiet() {
      // What the App writes sends webhooks in its turn: quiet is when a whole round brought nothing new.
      let sent: number;
      do {
        sent = sandbox.hooks.deliveries.length;
        await sandbox.settled();
        await app.store.jobs.idle();
      } while (sent !== sandbox.hooks.deliveries.length);
    },
    async close() {
      await app.close();
      await sandbox.close();
      rmSync(dataDirectory, { recursive: true, force: true });
    },
  };
}
