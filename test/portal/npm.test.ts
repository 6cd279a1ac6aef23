import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPackageWorld } from '../support/package-world.ts';
import { isPresent } from '../support/programs.ts';
import { publish, tarball } from '../support/release.ts';
import type { TestWorld } from '../support/world.ts';

/** Several releases, and all that follows from each, on a machine that has other work. */
const SLOW = 180_000;

const run = promisify(execFile);

describe.skipIf(!isPresent('npm'))('npm, from the served packuments', { timeout: SLOW }, () => {
  let world: TestWorld;
  let directory: string;

  const release = (repository: string, content: { name: string; version: string; dependencies?: object }) =>
    publish(world, {
      as: 'alice',
      repository,
      tag: `v${content.version}`,
      files: { 'package.json': JSON.stringify(content) },
      assets: { 'package.tgz': tarball(content) },
    });

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'innkeeper-npm-'));
    world = await startPackageWorld(['catalog', 'npm']);
    await release('kit', { name: '@acme/kit', version: '2.2.0' });
    await release('bridge', { name: '@acme/bridge', version: '1.0.0', dependencies: { '@acme/kit': '^2.1.0' } });
  }, SLOW);
  afterAll(async () => {
    await world.close();
    rmSync(directory, { recursive: true, force: true });
  });

  const install = async (project: string, token: string | null, wanted: string) => {
    const at = join(directory, project);
    mkdirSync(at);
    writeFileSync(join(at, 'package.json'), '{ "private": true }');
    const registry = `${world.app.url}/npm/`;
    const credentials = token === null ? '' : `${registry.replace('http:', '')}:_authToken=${token}\n`;
    writeFileSync(join(at, '.npmrc'), `@acme:registry=${registry}\n${credentials}`);
    const args = ['install', wanted, '--no-audit', '--no-fund', '--fetch-retries=0', `--cache=${join(at, '.cache')}`];
    // npm test hands its own settings on; a user's shell has none of them.
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')));
    await run('npm', args, { cwd: at, timeout: 60_000, env: { ...env, HOME: at } });
    const installed = (name: string) =>
      JSON.parse(readFileSync(join(at, 'node_modules', name, 'package.json'), 'utf8')).version;
    const lock = JSON.parse(readFileSync(join(at, 'package-lock.json'), 'utf8'));
    return { installed, lock };
  };

  test('installs a public package without asking who it is for, and keeps its hash', async () => {
    const { installed, lock } = await install('public', null, '@acme/kit');
    expect(installed('@acme/kit')).toBe('2.2.0');
    expect(lock.packages['node_modules/@acme/kit']).toMatchObject({
      resolved: `${world.app.url}/npm/@acme/kit/-/kit-2.2.0.tgz`,
      integrity: expect.stringMatching(/^sha256-/),
    });
  });

  test('installs a private one, with what it depends on, for whom GitHub lets see it', async () => {
    const { installed } = await install('private', world.sandbox.tokenOf('alice'), '@acme/bridge');
    expect(installed('@acme/bridge')).toBe('1.0.0');
    expect(installed('@acme/kit')).toBe('2.2.0');
  });

  test.each([
    ['who may not see it', () => world.sandbox.tokenOf('grace'), 'E404'],
    ['without a token', () => null, 'E401'],
    ['with a token that is none', () => 'alice-was-here', 'E401'],
  ])('installs nothing private for somebody %s', async (who, token, code) => {
    const attempt = install(`refused ${who}`, token(), '@acme/bridge');
    await expect(attempt).rejects.toThrow(code);
  });
});
