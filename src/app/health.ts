import { Hono } from 'hono';
import type { Client } from '../github/client.ts';
import { readApp } from '../github/read-app.ts';
import type { Store } from '../store/store.ts';

/** GitHub isn't asked again within that time, however often this address is. */
const FRESH_MS = 30_000;

/**
 * `/healthz`: the process is up, and takes webhooks. `/readyz`: it can do all its work, or 503 and what keeps it from that. A load balancer had
 * better ask the first: while GitHub is away, its webhooks are to be taken all the same.
 */
export function createHealth({ store, app, now }: { store: Store; app: Client; now: () => Date }): Hono {
  let github = { at: 0, state: 'ok' };

  async function askGithub(): Promise<string> {
    if (now().getTime() - github.at < FRESH_MS) return github.state;
    const state = await stateOf(() => readApp(app));
    github = { at: now().getTime(), state };
    return state;
  }

  return new Hono()
    .get('/healthz', (context) => context.json({ status: 'ok' }))
    .get('/readyz', async (context) => {
      const parts = {
        database: await stateOf(() => store.ping()),
        queue: await stateOf(() => store.jobs.blocked()),
        github: await askGithub(),
      };
      const ready = Object.values(parts).every((state) => state === 'ok');
      return context.json({ status: ready ? 'ready' : 'not ready', ...parts }, ready ? 200 : 503);
    });
}

/** What went wrong stays in the log: this page is open to all. */
async function stateOf(ask: () => Promise<unknown>): Promise<string> {
  try {
    await ask();
    return 'ok';
  } catch {
    return 'doesn’t answer';
  }
}
