import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const PLENTY_APP = fileURLToPath(new URL('./plenty-app.ts', import.meta.url));

/** `innkeeper start` as a process of its own, against a stand-in GitHub. */
export interface AppProcess {
  readonly url: string;
  /** `SIGKILL`: no time to tidy up anything. */
  kill(): Promise<void>;
  /** `SIGTERM`. @returns the exit code */
  stop(): Promise<number | null>;
}

/** @param plenty without GitHub's limits */
export async function startAppProcess(
  sandbox: Sandbox,
  env: Readonly<Record<string, string>>,
  { plenty = false } = {},
): Promise<AppProcess> {
  const { app, url } = sandbox;
  const child = spawn(process.execPath, plenty ? [PLENTY_APP] : [MAIN, 'start'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      PATH: process.env.PATH,
      APP_ID: String(app.id),
      PRIVATE_KEY: app.privateKey,
      WEBHOOK_SECRET: app.webhookSecret,
      GHE_HOST: new URL(url).host,
      GHE_PROTOCOL: 'http',
      PORT: '0',
      // Half of what a start costs is to compile the same files again.
      NODE_COMPILE_CACHE: join(tmpdir(), 'innkeeper-compiled'),
      ...env,
    },
  });
  return {
    url: await addressIn(child),
    async kill() {
      await gone(child, 'SIGKILL');
    },
    stop: () => gone(child, 'SIGTERM'),
  };
}

/** Deliveries that wait or run, from the App's own figures. */
export async function waitingIn({ url }: AppProcess): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const lines = text.split('\n').filter((line) => /^innkeeper_deliveries\{.*status="(?:pending|active)"/.test(line));
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

async function gone(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exit = once(child, 'exit');
  child.kill(signal);
  const [code] = (await exit) as [number | null];
  return code;
}

/** Waits for the line of the log that tells the address. */
function addressIn(child: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The App ended with ${code}: ${said.slice(-2000)}`)));
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const url = /"url":"([^"]+)"/.exec(said)?.[1];
      if (url) resolve(url);
    });
  });
}
