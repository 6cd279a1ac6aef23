import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';

const HOME = new URL('../portal/clients/', import.meta.url);

/** In CI a missing client is a failure; elsewhere its suites are skipped, and say so: `npm ci --prefix test/portal/clients`. */
export const clientsPresent = existsSync(new URL('node_modules', HOME)) || Boolean(process.env.CI);

/** A package that reads what Innkeeper writes, from the folder that holds such packages. */
export function requireClient<T>(name: string): T {
  return createRequire(new URL('package.json', HOME))(name) as T;
}
