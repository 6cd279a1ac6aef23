import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { acquireLock } from '../../src/store/directory-lock.ts';

const MODULE = fileURLToPath(new URL('../../src/store/directory-lock.ts', import.meta.url));
let directory: string;
let file: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'innkeeper-lock-'));
  file = join(directory, 'innkeeper.lock');
});
afterEach(() => rmSync(directory, { recursive: true }));

/** Another process that takes the directory and keeps it, or says why it can't. */
async function rival() {
  const script = `import { acquireLock } from ${JSON.stringify(MODULE)};
    try { acquireLock(${JSON.stringify(directory)}); console.log('held'); setInterval(() => {}, 1000); }
    catch (error) { console.log(error.message); }`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, said: said.toString().trim() };
}

async function killed({ child }: Awaited<ReturnType<typeof rival>>) {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

describe('a data directory', { timeout: 30_000 }, () => {
  test('is one process’s until it is given back', () => {
    const release = acquireLock(directory);
    expect(() => acquireLock(directory)).toThrow(/in use by process/);
    release();
    acquireLock(directory)();
  });

  test('is refused to a second process, and free once the first was killed', async () => {
    const first = await rival();
    expect(first.said).toBe('held');
    expect(() => acquireLock(directory)).toThrow(`in use by process ${first.child.pid}`);
    await killed(first);
    acquireLock(directory)();
  });

  test('is taken over by one of many that find its holder gone', async () => {
    await killed(await rival());
    const rivals = await Promise.all(Array.from({ length: 6 }, rival));
    expect(rivals.filter(({ said }) => said === 'held')).toHaveLength(1);
    await Promise.all(rivals.filter(({ said }) => said === 'held').map(killed));
  });

  test('is free to a container that was started again: the same number, another process', () => {
    writeFileSync(file, JSON.stringify({ host: hostname(), pid: process.pid, token: 'before' }));
    acquireLock(directory)();
  });

  test('on another machine is in use as long as its holder gives signs', () => {
    writeFileSync(file, JSON.stringify({ host: 'elsewhere', pid: 1, token: 'theirs' }));
    expect(() => acquireLock(directory)).toThrow('in use by process 1 on elsewhere');
    const long = new Date(Date.now() - 60_000);
    utimesSync(file, long, long);
    acquireLock(directory)();
  });
});
