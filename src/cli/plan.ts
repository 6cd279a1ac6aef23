import { resolve } from 'node:path';
import { apiUrlOf, policyRepositoryOf, privateKeyOf } from '../app/config.ts';
import { createLog } from '../app/log.ts';
import { UserError } from '../domain/user-error.ts';
import { type Credentials, createClient } from '../github/client.ts';
import { readApp } from '../github/read-app.ts';
import type { Ports } from '../handlers/ports.ts';
import { createRegistryLine } from '../handlers/registry/registry-line.ts';
import { planDelivery } from '../handlers/run.ts';
import { createVolatileMemory } from '../store/memory.ts';
import type { CliCommand } from './commands.ts';
import { EXIT, type Io } from './io.ts';
import { readEvent } from './local/event.ts';
import { formatOf, textOption } from './options.ts';
import { actionsAsText } from './output/actions.ts';

const FORMATS = ['text', 'json'] as const;

export const plan: CliCommand = {
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
        actionsAsText(
          actions,
          plans.map(({ outcome }) => outcome),
        ),
      );
    return EXIT.fine;
  },
};

async function portsOf(io: Io): Promise<Ports> {
  const { env, now } = io;
  const options = { baseUrl: apiUrlOf(env.GHE_HOST, env.GHE_PROTOCOL), now };
  const privateKey = privateKeyOf(env);
  const memory = createVolatileMemory();
  const shared = {
    memory,
    enqueue: async () => undefined,
    registry: createRegistryLine(memory),
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
  return { ...shared, app: { id: 0, slug: 'innkeeper', writesWorkflows: false }, github: () => client };
}
