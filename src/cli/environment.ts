import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import type { Io } from './io.ts';

/** The variables of the process, and where it has none those of `.env`: the set-up page leaves the App's credentials there. */
export function readEnvironment(directory: string, own: Io['env']): Io['env'] {
  const file = join(directory, '.env');
  return existsSync(file) ? { ...parseEnv(readFileSync(file, 'utf8')), ...own } : own;
}
