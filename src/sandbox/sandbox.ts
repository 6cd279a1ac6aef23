import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Access } from './access.ts';
import { Faults } from './faults.ts';
import { Hooks } from './hooks.ts';
import { type LimitSizes, Limits } from './limits.ts';
import { loadOrganisation } from './organisation.ts';
import { RequestLog } from './request-log.ts';
import { createGitHubServer } from './server.ts';
import { World } from './world.ts';

/** A GitHub of one's own: one organisation, one App installed on all of it. */
export interface Sandbox {
  /** REST is under `/api/v3`, GraphQL at `/api/graphql`, Git at `/<owner>/<repo>.git`, pages for people at `/`. */
  readonly url: string;
  readonly app: {
    readonly id: number;
    readonly slug: string;
    readonly privateKey: string;
    readonly webhookSecret: string;
    /** For people who log in through the App. */
    readonly clientId: string;
    readonly clientSecret: string;
  };
  readonly world: World;
  readonly hooks: Hooks;
  readonly faults: Faults;
  readonly requests: RequestLog;
  /** The access token of a member: `alice-token`. */
  tokenOf(login: string): string;
  /** Installs the App, whose webhooks go to this address from now on. */
  install(webhookUrl: string): void;
  /** Resolves when every webhook has been sent. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export interface SandboxOptions {
  /** ORGDIR: `org.yml` and `repositories/`. */
  readonly organisation: string;
  readonly port?: number;
  /** Every answer of the API takes so much longer. */
  readonly latencyMs?: number;
  /** Limits that are enforced; default: none. */
  readonly limits?: LimitSizes;
  readonly now?: () => Date;
}

const SLUG = 'innkeeper';
const WEBHOOK_SECRET = 'sandbox-webhook-secret';

export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const seed = loadOrganisation(options.organisation);
  const directory = mkdtempSync(join(tmpdir(), 'innkeeper-sandbox-'));
  const now = options.now ?? (() => new Date());
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  let url = '';
  const hooks = new Hooks(WEBHOOK_SECRET, () => now().toISOString());
  let open = false;
  const world = new World(
    {
      seed,
      directory,
      url: () => url,
      now,
      isOpen: () => open,
      send: (event, payload, repository) => hooks.send(event, payload, repository),
    },
    SLUG,
  );
  const access = new Access(world, privateKey);
  const faults = new Faults(options.latencyMs);
  const limits = new Limits(options.limits ?? null, now);
  const requests = new RequestLog();
  const server = createGitHubServer({ world, access, hooks, faults, limits, requests });
  server.listen(options.port ?? 0);
  await once(server, 'listening');
  url = `http://localhost:${(server.address() as AddressInfo).port}`;
  open = true;
  return {
    url,
    app: { id: 1, slug: SLUG, privateKey, webhookSecret: WEBHOOK_SECRET, ...world.oauth },
    world,
    hooks,
    faults,
    requests,
    tokenOf: (login) => access.tokenOf(login),
    install(webhookUrl) {
      hooks.target = webhookUrl;
      const [admin] = [...world.people.values()].filter(({ role }) => role === 'admin');
      world.changeInstallation('created', admin ?? world.bot);
    },
    settled: () => hooks.settled(),
    async close() {
      server.close();
      server.closeAllConnections();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
