import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startPostgres } from '../test/support/postgres.ts';
import { examples } from '../test/support/webhook-examples.ts';
import { type Load, percentile, send } from './load.ts';

const SERVER = fileURLToPath(new URL('./intake-server.ts', import.meta.url));
const SECRET = 'a secret';
const SECONDS = 5;
const CONNECTIONS = [10, 50];
const BODY = JSON.stringify(examples.find(({ name }) => name === 'pull_request')?.examples[0]);
const HEADERS = {
  'content-type': 'application/json',
  'x-github-event': 'star',
  'x-hub-signature-256': `sha256=${createHmac('sha256', SECRET).update(BODY).digest('hex')}`,
};

const HELP = `npm run bench:intake [-- --seconds N]
GitHub's example of a pull request's webhook (21 kB), signed: bare Probot with an empty handler, beside Innkeeper's intake, which keeps each before it answers.
`;

interface Contender {
  readonly name: string;
  readonly kind: 'probot' | 'innkeeper';
  readonly env: Readonly<Record<string, string>>;
}

interface Figures {
  readonly name: string;
  readonly connections: number;
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
  /** At half of that rate. */
  readonly halfP99: number;
  readonly memoryMb: number;
}

const { values } = parseArgs({ options: { seconds: { type: 'string' }, help: { type: 'boolean' } } });
if (values.help) {
  process.stdout.write(HELP);
} else {
  await main(Number(values.seconds ?? SECONDS));
}

async function main(seconds: number): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'innkeeper-bench-'));
  const postgres = await startPostgres({ durable: true });
  try {
    const contenders: readonly Contender[] = [
      { name: 'bare Probot', kind: 'probot', env: {} },
      { name: 'Innkeeper, PostgreSQL', kind: 'innkeeper', env: { DATABASE_URL: postgres.url, DATA_DIR: directory } },
      { name: 'Innkeeper, embedded', kind: 'innkeeper', env: { DATA_DIR: directory } },
    ];
    const figures: Figures[] = [];
    for (const contender of contenders) {
      for (const connections of CONNECTIONS) figures.push(await measure(contender, connections, seconds));
    }
    print(figures);
  } finally {
    postgres.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function measure({ name, kind, env }: Contender, connections: number, seconds: number): Promise<Figures> {
  const server = await start(kind, env);
  try {
    const load: Omit<Load, 'seconds'> = { url: server.url, body: BODY, headers: HEADERS, connections };
    await send({ ...load, seconds: 1 });
    const full = await send({ ...load, seconds });
    const rate = full.length / seconds;
    const half = await send({ ...load, seconds, perSecond: rate / 2 });
    return {
      name,
      connections,
      rate,
      p50: percentile(full, 0.5),
      p99: percentile(full, 0.99),
      halfP99: percentile(half, 0.99),
      memoryMb: await server.memoryMb(),
    };
  } finally {
    await server.stop();
  }
}

async function start(kind: Contender['kind'], env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [SERVER, kind, SECRET], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, NODE_ENV: 'test', ...env },
  });
  const [url] = (await once(child, 'message')) as [string];
  return { url, memoryMb: () => memoryOf(child), stop: () => ended(child) };
}

async function memoryOf(child: ChildProcess): Promise<number> {
  child.send('memory');
  const [bytes] = (await once(child, 'message')) as [number];
  return bytes / 1024 / 1024;
}

async function ended(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

function print(figures: readonly Figures[]): void {
  const bare = new Map(
    figures.filter(({ name }) => name === 'bare Probot').map((each) => [each.connections, each.rate]),
  );
  const header = ['', 'connections', 'a second', 'of Probot', 'p50 ms', 'p99 ms', 'p99 at half', 'memory MB'];
  const rows = figures.map(({ name, connections, rate, p50, p99, halfP99, memoryMb }) => [
    name,
    String(connections),
    rate.toFixed(0),
    (rate / (bare.get(connections) ?? rate)).toFixed(2),
    p50.toFixed(1),
    p99.toFixed(1),
    halfP99.toFixed(1),
    memoryMb.toFixed(0),
  ]);
  for (const [first = '', ...rest] of [header, ...rows]) {
    process.stdout.write(`${first.padEnd(24)}${rest.map((cell) => cell.padStart(12)).join('')}\n`);
  }
}
