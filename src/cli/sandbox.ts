import { once } from 'node:events';
import { resolve } from 'node:path';
import { SAMPLE_ORGANISATION } from '../sandbox/sample/morning.ts';
import { type Sandbox, startSandbox } from '../sandbox/sandbox.ts';
import type { CliCommand } from './commands.ts';
import { EXIT } from './io.ts';
import { formatOf, numberOption, textOption } from './options.ts';
import { stopSignal } from './stop-signal.ts';

const FORMATS = ['text', 'json'] as const;

export const sandbox: CliCommand = {
  define: (command) =>
    command
      .argument('[orgdir]', 'a folder with org.yml and repositories/; without it the sample organisation')
      .option('--port <number>', 'the port to listen on; 0 takes any free one', '0')
      .option('--webhook <url>', 'where the App’s webhooks go', 'http://localhost:3000/api/github/webhooks')
      .option('--format <format>', FORMATS.join('|'), 'text'),
  async run([directory], options, io) {
    const format = formatOf(options, FORMATS);
    const organisation = directory ? resolve(io.cwd, directory) : SAMPLE_ORGANISATION;
    const running = await startSandbox({ organisation, port: numberOption(options, 'port') ?? 0 });
    running.install(textOption(options, 'webhook') ?? '');
    const about = aboutOf(running);
    io.out(format === 'json' ? `${JSON.stringify(about)}\n` : asText(about));
    await once(stopSignal(), 'abort');
    await running.close();
    return EXIT.fine;
  },
};

function aboutOf({ url, app, world, tokenOf }: Sandbox) {
  return {
    url,
    organization: world.organization.login,
    repositories: [...world.repositories.values()].map(({ name }) => name),
    tokens: Object.fromEntries([...world.people.values()].map(({ login }) => [login, tokenOf(login)])),
    environment: {
      APP_ID: String(app.id),
      PRIVATE_KEY: app.privateKey.replaceAll('\n', '\\n'),
      WEBHOOK_SECRET: app.webhookSecret,
      GITHUB_CLIENT_ID: app.clientId,
      GITHUB_CLIENT_SECRET: app.clientSecret,
      GHE_HOST: new URL(url).host,
      GHE_PROTOCOL: 'http',
    },
  };
}

function asText({ url, organization, repositories, tokens, environment }: ReturnType<typeof aboutOf>): string {
  const [login = 'alice', token = ''] = Object.entries(tokens)[0] ?? [];
  return [
    `A stand-in GitHub for ${organization} is open at ${url}. Stop it with Ctrl-C.`,
    '',
    `Repositories: ${repositories.join(', ')}`,
    `REST:         ${url}/api/v3    GraphQL: ${url}/api/graphql`,
    `Git:          git clone http://${login}:${token}@${new URL(url).host}/${organization}/${repositories[0]}.git`,
    `Tokens:       ${Object.values(tokens).join(', ')}`,
    '',
    'To run Innkeeper against it, set these and start it with "npm start":',
    ...Object.entries(environment).map(([name, value]) => `${name}=${JSON.stringify(value)}`),
    '',
  ].join('\n');
}
