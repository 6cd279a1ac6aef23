import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { parseFullName, type RepositoryRef } from '../domain/repository.ts';
import { UserError } from '../domain/user-error.ts';
import type { LoginConfig } from '../portal/ports.ts';
import type { Limits } from '../store/ledger.ts';
import type { ScheduleSettings } from './schedule.ts';

/** What operators set in the environment; policy never stands here. */
export interface AppConfig {
  readonly appId: number;
  readonly privateKey: string;
  readonly webhookSecret: string;
  readonly databaseUrl: string | undefined;
  readonly dataDirectory: string;
  readonly port: number;
  readonly logLevel: string;
  readonly schedule: ScheduleSettings;
  /** `https://api.github.com`, or that of an Enterprise Server. */
  readonly apiUrl: string;
  /** People log in to the portal as users of this App; `null`: they can't. */
  readonly login: LoginConfig | null;
  readonly policyRepository: (organization: string) => RepositoryRef;
  /** Other limits than GitHub's, for a stand-in that has others. */
  readonly limits?: Limits;
}

const DATA_DIRECTORY = './data';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
const isAbove0 = (value: number) => value > 0;

/** A number, written as text. @param words what it must be */
function number(words: string, holds: (value: number) => boolean) {
  const error = `must be ${words}`;
  return z.coerce.number({ error }).refine(holds, { error });
}

const schema = z
  .object({
    APP_ID: number('the App’s number', (id) => Number.isInteger(id) && id > 0),
    PRIVATE_KEY: z.string({ error: 'is missing' }).min(1),
    WEBHOOK_SECRET: z.string({ error: 'is missing' }).min(1),
    DATABASE_URL: z.string().optional(),
    DATA_DIR: z.string().default(DATA_DIRECTORY),
    PORT: number('a port, 0 to 65535', (port) => Number.isInteger(port) && port >= 0 && port <= 65_535).default(3000),
    RECOVERY_INTERVAL: number('minutes, more than 0', isAbove0).default(5),
    RETENTION_DAYS: number('days, more than 0', isAbove0).default(14),
    LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` }).default('info'),
    GHE_HOST: z.string().optional(),
    GHE_PROTOCOL: z.enum(['http', 'https'], { error: 'must be http or https' }).default('https'),
    POLICY_REPOSITORY: z.string().optional(),
    GITHUB_CLIENT_ID: z.string().optional(),
    GITHUB_CLIENT_SECRET: z.string().optional(),
    SESSION_SECRET: z.string().min(32, 'must be 32 random characters or more').optional(),
  })
  .superRefine(allOrNone);

/** A log-in that lacks one of them would fail when somebody tries it. */
const LOGIN = ['GITHUB_CLIENT_ID', 'GITHUB_CLIENT_SECRET', 'SESSION_SECRET'] as const;

function allOrNone(
  values: Partial<Record<(typeof LOGIN)[number], string | undefined>>,
  context: z.RefinementCtx,
): void {
  const missing = LOGIN.filter((name) => !values[name]);
  if (missing.length === 0 || missing.length === LOGIN.length) return;
  for (const name of missing)
    context.addIssue({ code: 'custom', path: [name], message: 'is missing, of the three that the log-in takes' });
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** No credentials at all: a new installation, which Probot's set-up page helps to register. */
export function isUnconfigured(env: Environment): boolean {
  return !env.APP_ID && !env.PRIVATE_KEY && !env.PRIVATE_KEY_PATH && !env.WEBHOOK_SECRET;
}

/** Where the store is, for those who need nothing else. */
export function readStoreConfig(env: Environment): Pick<AppConfig, 'databaseUrl' | 'dataDirectory'> {
  return { databaseUrl: env.DATABASE_URL || undefined, dataDirectory: env.DATA_DIR || DATA_DIRECTORY };
}

/** @throws UserError that names every variable in which something is wrong */
export function readConfig(env: Environment): AppConfig {
  const parsed = schema.safeParse({ ...withoutEmpty(env), PRIVATE_KEY: privateKeyOf(env) });
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new UserError(`The environment isn’t in order: ${lines.join('; ')}.`, {
      fix: 'Set the variables as .env.example explains.',
    });
  }
  const values = parsed.data;
  return {
    appId: values.APP_ID,
    privateKey: values.PRIVATE_KEY,
    webhookSecret: values.WEBHOOK_SECRET,
    databaseUrl: values.DATABASE_URL,
    dataDirectory: values.DATA_DIR,
    port: values.PORT,
    logLevel: values.LOG_LEVEL,
    schedule: {
      recoveryIntervalMs: values.RECOVERY_INTERVAL * 60_000,
      retentionMs: values.RETENTION_DAYS * 24 * 60 * 60_000,
    },
    apiUrl: apiUrlOf(values.GHE_HOST, values.GHE_PROTOCOL),
    login: loginOf(values),
    policyRepository: policyRepositoryOf(values.POLICY_REPOSITORY),
  };
}

function loginOf(values: z.infer<typeof schema>): LoginConfig | null {
  const { GITHUB_CLIENT_ID: id, GITHUB_CLIENT_SECRET: secret, SESSION_SECRET: session } = values;
  return id && secret && session ? { client: { id, secret }, secret: session } : null;
}

export function apiUrlOf(host: string | undefined, protocol: string | undefined): string {
  return host ? `${protocol ?? 'https'}://${host}/api/v3` : 'https://api.github.com';
}

/** `owner/name` for all, or a name in each organisation; default `.github`. */
export function policyRepositoryOf(written: string | undefined): (organization: string) => RepositoryRef {
  const fixed = parseFullName(written ?? '');
  return (organization) => fixed ?? { owner: organization, name: written || '.github' };
}

function withoutEmpty(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
}

/** The key as it is, with `\n` for its line ends, in Base64, or in a file. */
export function privateKeyOf(env: Environment): string | undefined {
  const written = env.PRIVATE_KEY || (env.PRIVATE_KEY_PATH ? readFileSync(env.PRIVATE_KEY_PATH, 'utf8') : undefined);
  if (!written) return undefined;
  const key = written.includes('-----BEGIN') ? written : Buffer.from(written, 'base64').toString('utf8');
  return key.replaceAll('\\n', '\n');
}
