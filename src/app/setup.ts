import type { Logger } from 'pino';
import { run } from 'probot';

/** Probot's set-up page: it registers the App from `app.yml` and writes its credentials to `.env`. */
export async function serveSetup(
  log: Logger,
  env: Readonly<Record<string, string | undefined>>,
): Promise<{ stop(): Promise<unknown> }> {
  const port = Number(env.PORT ?? 3000);
  log.info({ url: `http://localhost:${port}` }, 'no credentials yet: open this address to register the App on GitHub');
  return run(() => undefined, { env: { ...env, PORT: String(port) } as Partial<Record<string, string>> });
}
