import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../domain/user-error.ts';

/** Takes a directory for this process alone; a lock whose process is gone is taken over. @returns how to give it back */
export function acquireLock(directory: string): () => void {
  const file = join(directory, 'innkeeper.lock');
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = Number(readFileSync(file, 'utf8'));
    if (isAlive(holder)) {
      throw new UserError(`The data directory ${directory} is in use by process ${holder}.`, {
        fix: 'Stop that process, set DATA_DIR to another directory, or set DATABASE_URL to a PostgreSQL server, which several processes can share.',
      });
    }
    rmSync(file, { force: true });
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
