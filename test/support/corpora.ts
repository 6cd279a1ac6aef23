import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Real-world cases that lie beside a checkout of this project and are never part of it. */
const CORPORA = fileURLToPath(new URL('../../../shared/corpora/', import.meta.url));

export const corporaPresent = existsSync(CORPORA);

export function corpusPath(name: string): string {
  return `${CORPORA}${name}`;
}

export function readCorpus<T>(name: string): T {
  return JSON.parse(readFileSync(corpusPath(name), 'utf8')) as T;
}
