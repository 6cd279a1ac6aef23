import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../domain/user-error.ts';

/** A holder on another machine or in another container can't be asked; it is taken for gone when it gives no sign for so long. */
const SILENCE_MS = 30_000;
const SIGN_MS = 5_000;

interface Holder {
  readonly host: string;
  readonly pid: number;
  /** Tells two processes apart that had the same number one after the other, as in a container that was started again. */
  readonly token: string;
}

/**
 * Takes a directory for this process alone; a lock whose process is gone is taken over.
 * @returns how to give it back
 * @throws UserError when another process has it
 */
export function acquireLock(directory: string): () => void {
  const file = join(directory, 'innkeeper.lock');
  const own: Holder = { host: hostname(), pid: process.pid, token: randomUUID() };
  const draft = `${file}.${own.token}`;
  writeFileSync(draft, JSON.stringify(own));
  try {
    // A link appears with its content, or not at all: no other process ever reads half a lock.
    while (!linked(draft, file)) clearOrRefuse(file, directory);
  } finally {
    rmSync(draft, { force: true });
  }
  held.add(own.token);
  const signs = setInterval(() => sign(file), SIGN_MS);
  signs.unref();
  return () => {
    clearInterval(signs);
    held.delete(own.token);
    if (read(file)?.token === own.token) rmSync(file, { force: true });
  };
}

/** Locks of this very process. */
const held = new Set<string>();

function linked(draft: string, file: string): boolean {
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
}

/** Moves the lock of a process that is gone out of the way. */
function clearOrRefuse(file: string, directory: string): void {
  const holder = read(file);
  if (holder && isAlive(holder, file)) throw inUse(directory, holder);
  const aside = `${file}.${randomUUID()}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  // Another process may have cleared it meanwhile and taken the directory: then its lock is what was moved, and goes back.
  const moved = read(aside);
  if (moved && moved.token !== holder?.token) linked(aside, file);
  rmSync(aside, { force: true });
}

function read(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return null;
  }
}

function isAlive({ host, pid, token }: Holder, file: string): boolean {
  if (host !== hostname()) return Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) < SILENCE_MS;
  if (pid === process.pid) return held.has(token);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function sign(file: string): void {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // Removed by hand: the next process to come will take the directory, and was meant to.
  }
}

function inUse(directory: string, { host, pid }: Holder): UserError {
  const where = host === hostname() ? '' : ` on ${host}`;
  return new UserError(`The data directory ${directory} is in use by process ${pid}${where}.`, {
    fix: 'Stop that process, set DATA_DIR to another directory, or set DATABASE_URL to a PostgreSQL server, which several processes can share.',
  });
}
