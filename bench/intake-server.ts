process.on('SIGINT', () => process.exit(0));

import { createServer } from 'node:http';
import { serve } from '@hono/node-server';
import { pino } from 'pino';
import { createNodeMiddleware, createProbot } from 'probot';
import { createIntake } from '../src/app/intake.ts';
import { openStore } from '../src/store/store.ts';

const [, , kind, secret = ''] = process.argv;
const PATH = '/api/github/webhooks';

process.on('message', (asked) => {
  if (asked === 'memory') process.send?.(process.memoryUsage.rss());
});

const port = kind === 'probot' ? await startProbot() : await startInnkeeper();
process.send?.(`http://localhost:${port}${PATH}`);

/** Probot as its documentation starts it, with a handler that does nothing. */
async function startProbot(): Promise<number> {
  const probot = createProbot({ overrides: { appId: 1, privateKey: 'none', secret, log: pino({ level: 'silent' }) } });
  const middleware = await createNodeMiddleware(
    (app) => {
      app.on('star.created', () => undefined);
    },
    { probot, webhooksPath: PATH },
  );
  const server = createServer((incoming, outgoing) => void middleware(incoming, outgoing));
  return listening(server);
}

/** Innkeeper's intake and store, with workers that find nothing to do. */
async function startInnkeeper(): Promise<number> {
  const { DATABASE_URL, DATA_DIR = '' } = process.env;
  const onError = (error: unknown) => process.stderr.write(`${error}\n`);
  const now = () => new Date();
  const store = await openStore({ databaseUrl: DATABASE_URL, dataDirectory: DATA_DIR, concurrency: 12, now, onError });
  await store.jobs.work(async () => 'nothing to do');
  const routes = createIntake({ secret, submit: store.jobs.submit, now, onError });
  return listening(serve({ fetch: routes.fetch, port: 0 }));
}

async function listening(server: ReturnType<typeof serve> | ReturnType<typeof createServer>): Promise<number> {
  if (!server.listening) await new Promise<void>((resolve) => server.listen(0, resolve));
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}
