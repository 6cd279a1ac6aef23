import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { useCheckout } from '../support/checkout.ts';

const checkout = useCheckout();
const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

/** Writes the address of each module that is read to standard error. */
const TELL_MODULES = `data:text/javascript,${encodeURIComponent(`
  import { writeSync } from 'node:fs';
  import { registerHooks } from 'node:module';
  registerHooks({ load: (url, context, next) => (writeSync(2, url + '\\n'), next(url, context)) });
`)}`;

test.each([['--help'], ['owners', 'docs/a.md']])('%s reads no package but commander', (...args) => {
  checkout.write('CODEOWNERS', '* @acme/platform\n');
  const { status, stderr } = spawnSync(process.execPath, ['--import', TELL_MODULES, MAIN, ...args], {
    cwd: checkout.folder,
    encoding: 'utf8',
  });
  const packages = stderr.split('\n').flatMap((url) => /\/node_modules\/([^/]+)/.exec(url)?.[1] ?? []);
  expect({ status, packages: [...new Set(packages)] }).toEqual({ status: 0, packages: ['commander'] });
});
