import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where Debian keeps PostgreSQL's programs; `null` where it isn't installed. */
function binaries(): string | null {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((one, other) => Number(other) - Number(one)) : [];
  return versions.map((version) => `${root}/${version}/bin`).find((path) => existsSync(`${path}/postgres`)) ?? null;
}

/** In CI a missing PostgreSQL is a failure; elsewhere its suites are skipped, and say so. */
export const postgresPresent = binaries() !== null || Boolean(process.env.CI);

export interface Postgres {
  readonly url: string;
  stop(): void;
}

/** A PostgreSQL of the test's own, gone when it stops. @param durable it syncs to disk, as one in production does */
export async function startPostgres({ durable = false } = {}): Promise<Postgres> {
  const bin = binaries();
  if (!bin) throw new Error('PostgreSQL is not installed: apt-get install postgresql');
  const directory = mkdtempSync(join(tmpdir(), 'innkeeper-postgres-'));
  const root = process.getuid?.() === 0;
  // PostgreSQL refuses to run as root.
  if (root) chownSync(directory, Number(id('-u')), Number(id('-g')));
  const as = root ? ['runuser', '-u', 'postgres', '--'] : [];
  const run = (program: string, ...args: string[]) => {
    const [command = '', ...rest] = [...as, `${bin}/${program}`, ...args];
    execFileSync(command, rest, { cwd: directory, stdio: 'ignore' });
  };
  const port = await freePort();
  run('initdb', '-D', `${directory}/data`, '-U', 'innkeeper', '--auth=trust', '--no-sync');
  run(
    'pg_ctl',
    '-D',
    `${directory}/data`,
    '-w',
    '-l',
    `${directory}/log`,
    '-o',
    `-p ${port} -c fsync=${durable ? 'on' : 'off'} -k ${directory} -c listen_addresses=127.0.0.1`,
    'start',
  );
  return {
    url: `postgres://innkeeper@127.0.0.1:${port}/postgres`,
    stop() {
      run('pg_ctl', '-D', `${directory}/data`, '-m', 'immediate', 'stop');
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function id(which: string): string {
  return execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }).trim();
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
