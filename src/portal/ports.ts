import type { Policy } from '../config/policy.ts';
import { policiesOfRegistries, registryOf } from '../config/registries.ts';
import type { ProjectSnapshot } from '../domain/snapshot.ts';
import { type Client, createClient } from '../github/client.ts';
import { InstallationGone } from '../github/errors.ts';
import type { OAuthClient } from '../github/exchange-code.ts';
import { readInstallations } from '../github/read-installations.ts';
import type { Log, Ports } from '../handlers/ports.ts';
import { resolveOwners } from '../handlers/shared/people.ts';
import { loadPolicy } from '../handlers/shared/policy.ts';
import type { Store } from '../store/store.ts';
import { type KnownHappened, readHappened } from './happened.ts';
import { createKept } from './kept.ts';
import { webAddress } from './packages/asset-address.ts';
import { createPullRequests, type PullRequests } from './pull-requests.ts';
import type { Registry } from './shelves.ts';

/** Where the App is installed, and by what policy. */
export interface Organization {
  readonly login: string;
  readonly policy: Policy;
  readonly installation: number;
  readonly registries: readonly Registry[];
}

/** What the portal needs of the world. */
export interface PortalPorts {
  readonly projects: () => Promise<readonly ProjectSnapshot[]>;
  /** Those that have a policy. */
  readonly organizations: () => Promise<readonly Organization[]>;
  readonly pullRequests: PullRequests;
  /** What was remembered since a time (ISO 8601) of how people from other teams were met. */
  readonly happened: (since: string) => Promise<KnownHappened>;
  readonly github: (installation: number) => Client;
  /** GitHub, as the bearer of a token may see it. */
  readonly asPerson: (token: string) => Client;
  /** The address of GitHub's pages: `https://github.com`. */
  readonly web: string;
  readonly deliveries: Store['deliveries'];
  readonly audit: Store['audit'];
  /** Logins of those whom an organisation's policy names as operators. */
  readonly operators: (organization: Organization) => Promise<readonly string[]>;
  /** `null`: people can't log in here. */
  readonly login: LoginConfig | null;
  readonly now: () => Date;
  readonly log: Pick<Log, 'error' | 'info'>;
}

/** What it takes for people to log in with GitHub. */
export interface LoginConfig {
  readonly client: OAuthClient;
  /** What sessions are sealed with. */
  readonly secret: string;
}

const INSTALLATIONS_KEPT_MS = 60_000;

interface PortalSetup {
  /** GitHub, as the App itself. */
  readonly asApp: Client;
  /** `https://api.github.com` */
  readonly api: string;
  readonly store: Store;
  readonly login: LoginConfig | null;
}

export function portalPorts(ports: Ports, { asApp, api, store, login }: PortalSetup): PortalPorts {
  const { memory, github, now, log } = ports;
  const installations = createKept<Awaited<ReturnType<typeof readInstallations>>>(INSTALLATIONS_KEPT_MS, 1, now);
  return {
    projects: store.mirror<ProjectSnapshot>('project'),
    async organizations() {
      const installed = await installations.get('all', () => readInstallations(asApp));
      const found = await Promise.all(
        installed.map(async ({ id, account }): Promise<readonly Organization[]> => {
          const policy = await policyOf(ports, account, id);
          if (!policy) return [];
          const registries = policiesOfRegistries(policy).map((each) => ({
            installation: id,
            repository: registryOf(each, account),
          }));
          return [{ login: account, policy, installation: id, registries }];
        }),
      );
      return found.flat();
    },
    pullRequests: createPullRequests(memory, store.excerpts),
    happened: (since) => readHappened(store.excerpts, since),
    github: (installation) => github(installation),
    asPerson: (token) => createClient({ token }, { baseUrl: api, now }),
    web: webAddress(api),
    deliveries: store.deliveries,
    audit: store.audit,
    async operators({ login: organization, policy, installation }) {
      const repository = ports.policyRepository(organization);
      const found = await resolveOwners(ports, { repository, installation }, policy.operators);
      return found.flatMap(({ members }) => members);
    },
    login,
    now,
    log,
  };
}

/** `null` also where the App was suspended or removed a moment ago. */
async function policyOf(ports: Ports, account: string, installation: number): Promise<Policy | null> {
  try {
    return (await loadPolicy(ports, account, installation)).policy;
  } catch (error) {
    if (error instanceof InstallationGone) return null;
    throw error;
  }
}
