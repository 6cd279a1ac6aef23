import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPackageWorld } from '../support/package-world.ts';
import { isPresent } from '../support/programs.ts';
import { commit, inRegistry, publish, wheel } from '../support/release.ts';
import type { TestWorld } from '../support/world.ts';

/** Several releases, and all that follows from each, on a machine that has other work. */
const SLOW = 180_000;

const run = promisify(execFile);

describe.skipIf(!isPresent('pip'))('pip, from the served index', { timeout: SLOW }, () => {
  let world: TestWorld;
  let directory: string;

  const release = (repository: string, version: string, requires = '>=3.8') =>
    publish(world, {
      as: 'alice',
      repository,
      tag: `v${version}`,
      files: {
        'pyproject.toml': `[project]\nname = "${repository}"\nversion = "${version}"\nrequires-python = "${requires}"\n`,
      },
      assets: { [`${repository}-${version}-py3-none-any.whl`]: wheel(repository, version) },
    });

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'innkeeper-pip-'));
    world = await startPackageWorld(['catalog', 'python']);
    await release('kit', '3.0.0');
    await release('bridge', '1.0.0');
    await release('bridge', '1.1.0');
    const entry = JSON.parse(inRegistry(world, 'packages/bridge.json') ?? '');
    entry.versions[1].yanked = 'loses studies';
    commit(world, 'alice', 'registry', { 'packages/bridge.json': JSON.stringify(entry, null, 2) });
    await release('bridge', '1.0.1');
    await release('bridge', '1.2.0', '>=99');
  }, SLOW);
  afterAll(async () => {
    await world.close();
    rmSync(directory, { recursive: true, force: true });
  });

  /** The index as this person's pip is told of it. */
  const index = (login: string | null, password = login && world.sandbox.tokenOf(login)) => {
    const url = new URL('/simple/', world.app.url);
    if (login && password) Object.assign(url, { username: login, password });
    return url.href;
  };
  const pip = async (target: string, indexUrl: string, requirement: string) => {
    const args = ['--isolated', 'install', '--no-input', '--no-cache-dir', '--disable-pip-version-check'];
    const { PIP_FIND_LINKS: _, ...env } = process.env;
    await run('pip', [...args, '--target', join(directory, target), '--index-url', indexUrl, requirement], {
      env: { ...env, PIP_CONFIG_FILE: '/dev/null' },
      timeout: 60_000,
    });
    const module = requirement
      .replace(/[=<>].*$/, '')
      .replace(/[-.]/g, '_')
      .toLowerCase();
    return /VERSION = "(.+)"/.exec(readFileSync(join(directory, target, module, '__init__.py'), 'utf8'))?.[1];
  };

  test('installs a public package without asking who it is for', async () => {
    expect(await pip('public', index(null), 'kit')).toBe('3.0.0');
  });

  test('installs a private one for whom GitHub lets see it: the newest that is neither yanked nor asks for another Python', async () => {
    expect(await pip('private', index('alice'), 'Bridge')).toBe('1.0.1');
    expect(await pip('pinned', index('alice'), 'bridge==1.1.0')).toBe('1.1.0');
  });

  test.each([
    ['who may not see it', () => index('grace')],
    ['without a token', () => index(null)],
    ['with a token that is none', () => index('alice', 'alice-was-here')],
  ])('installs nothing private for somebody %s', async (_, indexUrl) => {
    await expect(pip('refused', indexUrl(), 'bridge')).rejects.toThrow(/No matching distribution|401/);
  });
});
