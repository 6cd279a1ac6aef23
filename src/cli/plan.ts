import { resolve } from 'node:path';
import { apiUrlOf, policyRepositoryOf, privateKeyOf } from '../app/config.ts';
import { deliveryOf } from '../app/intake.ts';
import { createLog } from '../app/log.ts';
import type { Action } from '../domain/action.ts';
import { fullName } from '../domain/repository.ts';
import { UserError } from '../domain/user-error.ts';
import { type Credentials, createClient } from '../github/client.ts';
import { readApp } from '../github/read-app.ts';
import type { Ports } from '../handlers/ports.ts';
import { planDelivery } from '../handlers/run.ts';
import { createVolatileMemory } from '../store/memory.ts';
import type { CliCommand } from './commands.ts';
import { EXIT, type Io } from './io.ts';
import { readText } from './local/files.ts';
import { formatOf, textOption } from './options.ts';

const FORMATS = ['text', 'json'] as const;

export const plan: CliCommand = {
  name: 'plan',
  summary: 'Say what a webhook would make the App do. Nothing is written.',
  define: (command) =>
    command
      .argument('<event>', 'a JSON file: { "name", "payload" }, or the payload alone with --event')
      .option('--event <name>', 'the event’s name, such as pull_request')
      .option('--format <format>', FORMATS.join('|'), 'text'),
  async run([file = ''], options, io) {
    const format = formatOf(options, FORMATS);
    const delivery = readEvent(resolve(io.cwd, file), textOption(options, 'event'), io.now());
    const plans = await planDelivery(delivery, await portsOf(io));
    const actions = plans.flatMap((each) => each.actions);
    if (format === 'json') io.out(`${JSON.stringify(actions, null, 2)}\n`);
    else
      io.out(
        asText(
          actions,
          plans.map(({ outcome }) => outcome),
        ),
      );
    return EXIT.fine;
  },
};

function readEvent(file: string, named: string | undefined, now: Date) {
  let content: Record<string, unknown>;
  try {
    content = JSON.parse(readText(file)) as Record<string, unknown>;
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${file} is no JSON: ${(error as Error).message}`);
  }
  const wrapped = typeof content.payload === 'object' && content.payload !== null;
  const payload = (wrapped ? content.payload : content) as Record<string, unknown>;
  const event = named ?? (wrapped ? String(content.name ?? content.event ?? '') : guess(payload));
  if (!event)
    throw new UserError(`${file} doesn’t say which event it is.`, {
      fix: 'Name it with --event, such as --event pull_request.',
    });
  return deliveryOf({ id: String(content.id ?? 'plan'), event, payload, receivedAt: now.toISOString() });
}

/** Which event a bare payload is of, by what it holds. */
function guess(payload: Readonly<Record<string, unknown>>): string {
  const signs: readonly (readonly [string, string])[] = [
    ['pull_request', 'pull_request'],
    ['comment', 'issue_comment'],
    ['release', 'release'],
    ['merge_group', 'merge_group'],
    ['check_run', 'check_run'],
    ['commits', 'push'],
    ['repositories', 'installation'],
  ];
  return signs.find(([key]) => key in payload)?.[1] ?? (payload.repository && payload.action ? 'repository' : '');
}

async function portsOf(io: Io): Promise<Ports> {
  const { env, now } = io;
  const options = { baseUrl: apiUrlOf(env.GHE_HOST, env.GHE_PROTOCOL), now };
  const privateKey = privateKeyOf(env);
  const shared = {
    memory: createVolatileMemory(),
    enqueue: async () => undefined,
    crowded: async () => false,
    audit: async () => undefined,
    policyRepository: policyRepositoryOf(env.POLICY_REPOSITORY),
    now,
    log: createLog('warn'),
  };
  if (env.APP_ID && privateKey) {
    const own: Credentials = { appId: Number(env.APP_ID), privateKey };
    const app = await readApp(createClient(own, options));
    return { ...shared, app, github: (installationId) => createClient({ ...own, installationId }, options) };
  }
  if (!env.GITHUB_TOKEN) {
    throw new UserError('There are no credentials to read GitHub with.', {
      fix: 'Set APP_ID and PRIVATE_KEY, or GITHUB_TOKEN.',
    });
  }
  const client = createClient({ token: env.GITHUB_TOKEN }, options);
  return { ...shared, app: { id: 0, slug: 'innkeeper' }, github: () => client };
}

function asText(actions: readonly Action[], outcomes: readonly string[]): string {
  const lines = actions.map(
    (action) =>
      `${action.kind.padEnd(15)} ${fullName(action.repository)}${'number' in action && action.number ? `#${action.number}` : ''}${detail(action)}`,
  );
  return `${[...lines, ...(lines.length > 0 ? [''] : []), outcomes.join('; ') || 'Nothing would be done.'].join('\n')}\n`;
}

function detail(action: Action): string {
  switch (action.kind) {
    case 'check':
      return `  ${action.name}: ${action.status === 'completed' ? action.conclusion : action.status}, ${action.title}`;
    case 'label':
      return `  +${action.add.map(({ name }) => name).join(' +')}${action.remove.map((name) => ` -${name}`).join('')}`;
    case 'request-review':
      return `  ${[...action.users, ...action.teams].join(', ')}`;
    case 'issue':
      return `  ${action.title} (${action.state})`;
    case 'commit':
      return `  ${action.changes.map(({ path }) => path).join(', ')}`;
    default:
      return '';
  }
}
