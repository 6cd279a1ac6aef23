import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runProgram } from '../../src/cli/program.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'innkeeper-register-'));
  write('registry/README.md', '# Packages\n');
  write('http-client/LICENSE', readFileSync('LICENSE', 'utf8'));
  git('init', '-q', '-b', 'main');
});
afterEach(() => rmSync(folder, { recursive: true }));

const MANIFEST = 'version: 1\nname: http-client\ntype: inner-source\ntier: tooling\nowners: ["@acme/platform"]\n';

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function git(...args: readonly string[]): string {
  const identity = ['-c', 'user.name=Alice', '-c', 'user.email=alice@acme.example'];
  return execFileSync('git', [...identity, ...args], { cwd: join(folder, 'http-client'), encoding: 'utf8' }).trim();
}

/** Commits these files of the repository, and tags the commit. */
function release(tag: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) write(`http-client/${path}`, text);
  git('add', '-A');
  git('commit', '-qm', `Release ${tag}`, '--allow-empty');
  git('tag', tag);
}

const npm = (version: string) => ({ 'package.json': `{ "name": "http-client", "version": "${version}" }\n` });

async function register(...args: readonly string[]) {
  let out = '';
  let error = '';
  const code = await runProgram(['register', 'http-client', '--registry', 'registry', '--format', 'json', ...args], {
    out: (text) => {
      out += text;
    },
    error: (text) => {
      error += text;
    },
    stdin: async () => '',
    env: {},
    cwd: folder,
    now: () => new Date('2026-11-21T08:00:00Z'),
    color: false,
    interactive: false,
  });
  return { code, error, ...(out.startsWith('{') ? JSON.parse(out) : { registered: [], refused: [] }) };
}

const entry = (name: string) => JSON.parse(readFileSync(join(folder, `registry/packages/${name}.json`), 'utf8'));
const registryFiles = () => readdirSync(join(folder, 'registry'), { recursive: true, encoding: 'utf8' }).sort();
const rules = (report: { refused: readonly { rule: string }[] }) => report.refused.map(({ rule }) => rule);

describe('a tag of a real repository', () => {
  test('becomes an entry with commit, tree, licence and address', async () => {
    git('remote', 'add', 'origin', 'https://token:secret@git.example/acme/http-client.git');
    release('v1.0.0', { 'innersource.yml': MANIFEST, ...npm('1.0.0') });
    const report = await register('--tag', 'v1.0.0');
    expect(report).toMatchObject({
      code: 0,
      registered: [{ name: 'http-client', version: '1.0.0', files: ['packages/http-client.json'] }],
      refused: [],
    });
    expect(entry('http-client')).toMatchObject({
      repository: 'acme/http-client',
      url: 'https://git.example/acme/http-client',
      license: 'MIT',
      versions: [{ version: '1.0.0', commit: git('rev-parse', 'HEAD'), tree: git('rev-parse', 'HEAD^{tree}') }],
    });
    expect(readFileSync(join(folder, 'registry/packages/http-client.json'), 'utf8')).not.toContain('secret');
  });

  test('of a repository without manifest, remote or licence is registered under its version file’s name', async () => {
    rmSync(join(folder, 'http-client/LICENSE'));
    release('v0.2.0', { 'pyproject.toml': '[project]\nname = "archive-client"\nversion = "0.2.0"\n' });
    expect(await register('--tag', 'v0.2.0')).toMatchObject({ code: 0, registered: [{ name: 'archive-client' }] });
    expect(entry('archive-client')).toMatchObject({ ecosystem: 'python', license: null, tier: null, owners: [] });
  });

  test('of a monorepo is its package’s, in its folder', async () => {
    const packages =
      'packages:\n  - { name: Imaging, path: packages/imaging, ecosystem: julia }\n  - { name: io, path: packages/io }\n';
    release('Imaging-v0.3.0', {
      'innersource.yml': MANIFEST + packages,
      'packages/imaging/Project.toml':
        'name = "Imaging"\nuuid = "7876af07-990d-54b4-ab0e-23690620f79a"\nversion = "0.3.0"\n',
      'packages/io/package.json': '{ "version": "2.0.0" }',
    });
    git('tag', 'v2.0.0');
    expect((await register('--tag', 'Imaging-v0.3.0')).registered).toMatchObject([
      { name: 'Imaging', version: '0.3.0' },
    ]);
    expect(entry('Imaging').versions[0].tree).toBe(git('rev-parse', 'HEAD:packages/imaging'));
    expect(rules(await register('--tag', 'v2.0.0'))).toEqual(['version-format']);
    expect((await register('--tag', 'v2.0.0', '--package', 'io')).registered).toMatchObject([{ name: 'io' }]);
    expect(await register('--tag', 'v2.0.0', '--package', 'oi')).toMatchObject({ code: 2 });
  });

  test.each([
    ['v1.2.3', '1.2.3'],
    ['http-client@1.2.3', '1.2.3'],
    ['http-client-v1.2.3-rc.1', '1.2.3-rc.1'],
    ['release/2024.05.1', '2024.5.1'],
    ['client_1_2', '1.2.0'],
  ])('%s is %s', async (tag, version) => {
    release(tag, { 'innersource.yml': MANIFEST });
    expect((await register('--tag', tag)).registered).toMatchObject([{ name: 'http-client', version }]);
  });
});

describe('formats', () => {
  const julia = {
    'Project.toml': 'name = "HttpClient"\nuuid = "7876af07-990d-54b4-ab0e-23690620f79a"\nversion = "1.0.0"\n',
  };

  test('are those whose files the registry has', async () => {
    write('registry/Registry.toml', 'name = "Acme"\nuuid = "23338594-aafe-5451-b93e-139f81909106"\n');
    release('v1.0.0', julia);
    const [{ name, files }] = (await register('--tag', 'v1.0.0')).registered;
    expect(name).toBe('HttpClient');
    expect(files).toContain('H/HttpClient/Versions.toml');
    expect(files).toContain('packages/HttpClient.json');
  });

  test('that leave the version out say why, and nobody is refused for it', async () => {
    for (const home of ['npm', 'simple']) write(`registry/${home}/README.md`, '# Kept\n');
    release('v1.0.0', { 'innersource.yml': MANIFEST, ...npm('1.0.0') });
    const report = await register('--tag', 'v1.0.0');
    expect(report).toMatchObject({ code: 0, registered: [{ files: ['packages/http-client.json'] }] });
    expect(report.error).toMatch(/npm doesn’t find http-client 1\.0\.0: .* no tarball/);
    expect(report.error).not.toContain('pip');
  });

  test('are the policy’s where there is one', async () => {
    write('policy.yml', 'version: 1\nregistry: { formats: [catalog] }\n');
    write('registry/Registry.toml', 'name = "Acme"\nuuid = "23338594-aafe-5451-b93e-139f81909106"\n');
    release('v1.0.0', julia);
    const [{ files }] = (await register('--tag', 'v1.0.0', '--policy', 'policy.yml')).registered;
    expect(files).toEqual(['packages/HttpClient.json']);
  });
});

describe('nothing is written, and the rule is named', () => {
  const before = ['README.md'];

  test.each<[string, Readonly<Record<string, string>>]>([
    ['version-mismatch', { 'innersource.yml': MANIFEST, ...npm('9.9.9') }],
    [
      'version-mismatch',
      { 'innersource.yml': MANIFEST, 'package.json': `{ "version": "1.0.0", "x": "${'x'.repeat(10_000_000)}" }` },
    ],
    ['manifest', { 'innersource.yml': 'version: 1\nowners: &a [*a]\n' }],
    ['manifest', { 'innersource.yml': `${MANIFEST}tiers: production\n` }],
    ['manifest', { 'innersource.yml': `${MANIFEST}packages: [{ name: http-client, path: ../../registry }]\n` }],
    ['name', { 'innersource.yml': `${MANIFEST}packages: [{ name: ../../outside, path: . }]\n` }],
    [
      'file-names',
      { 'innersource.yml': `${MANIFEST}packages: [{ name: http-client, path: package.json }]\n`, ...npm('1.0.0') },
    ],
  ])('%s (%#)', async (rule, files) => {
    release('v1.0.0', files);
    const report = await register('--tag', 'v1.0.0');
    expect(report.code).toBe(1);
    expect(rules(report)).toContain(rule);
    expect(registryFiles()).toEqual(before);
    expect(existsSync(join(folder, 'outside.json'))).toBe(false);
  });

  test('where the commit was never merged', async () => {
    release('v1.0.0', { 'innersource.yml': MANIFEST, ...npm('1.0.0') });
    git('switch', '-qc', 'feature');
    release('v1.0.1', npm('1.0.1'));
    expect(rules(await register('--tag', 'v1.0.1'))).toEqual(['ancestor']);
    expect(registryFiles()).toEqual(before);
  });

  test('where the name is another’s but for its case, or looks like it', async () => {
    release('v1.0.0', { 'innersource.yml': MANIFEST });
    for (const [other, rule] of [
      ['HTTP-client', 'name-taken'],
      ['http-cIient', 'name-similar'],
    ] as const) {
      rmSync(join(folder, 'registry/packages'), { recursive: true, force: true });
      write(`registry/packages/${other}.json`, '{}\n');
      expect(rules(await register('--tag', 'v1.0.0'))).toContain(rule);
    }
  });

  test.each([
    ['{', 'No JSON.'],
    ['{ "name": "http-client", "versions": [] }', 'repository'],
    ['{ "name": "http-client", "repository": "local/http-client", "versions": [{ "version": "x" }] }', 'versions.0'],
  ])('where the package’s entry was broken by hand: %s', async (text, found) => {
    write('registry/packages/http-client.json', text);
    release('v1.0.0', { 'innersource.yml': MANIFEST, ...npm('1.0.0') });
    const report = await register('--tag', 'v1.0.0');
    expect(report.refused).toMatchObject([{ rule: 'registry', summary: expect.stringContaining('http-client.json') }]);
    expect(report.refused[0].summary).toContain(found);
    expect(readFileSync(join(folder, 'registry/packages/http-client.json'), 'utf8')).toBe(text);
  });

  test('but not where the entry lacks only what each release says anew', async () => {
    write(
      'registry/packages/http-client.json',
      '{ "name": "http-client", "repository": "local/http-client", "versions": [] }',
    );
    release('v1.0.0', { 'innersource.yml': MANIFEST, ...npm('1.0.0') });
    expect((await register('--tag', 'v1.0.0')).registered).toMatchObject([{ version: '1.0.0' }]);
    expect(entry('http-client')).toMatchObject({ tier: 'tooling', owners: ['@acme/platform'] });
  });

  test('where a link in the registry leads out of it, or a folder stands in a file’s place', async () => {
    release('v1.0.0', { 'innersource.yml': MANIFEST, ...npm('1.0.0') });
    mkdirSync(join(folder, 'elsewhere'));
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'registry/packages'));
    expect(await register('--tag', 'v1.0.0')).toMatchObject({ code: 2, error: expect.stringContaining('no path in') });
    expect(readdirSync(join(folder, 'elsewhere'))).toEqual([]);
    rmSync(join(folder, 'registry/packages'));
    write('registry/packages', 'a file');
    expect(await register('--tag', 'v1.0.0')).toMatchObject({ code: 2, error: expect.stringContaining('no path in') });
    rmSync(join(folder, 'registry/packages'));
    mkdirSync(join(folder, 'registry/packages/http-client.json'), { recursive: true });
    expect(await register('--tag', 'v1.0.0')).toMatchObject({ code: 2, error: expect.stringContaining('is no file') });
  });

  test.each([
    ['catalog/http-client.yaml', '{{{:\n- a'],
    ['sap/http-client.json', '['],
    ['npm/http-client', '{ "name": 1 }'],
  ])('where %s was broken by hand', async (path, text) => {
    write(`registry/${path}`, text);
    release('v1.0.0', { 'innersource.yml': MANIFEST, ...npm('1.0.0') });
    expect((await register('--tag', 'v1.0.0')).refused).toMatchObject([
      { rule: 'registry', summary: expect.stringContaining(path) },
    ]);
    expect(readFileSync(join(folder, 'registry', path), 'utf8')).toBe(text);
  });

  test('where the tag moved', async () => {
    release('v1.0.0', { 'innersource.yml': MANIFEST, ...npm('1.0.0') });
    await register('--tag', 'v1.0.0');
    const written = readFileSync(join(folder, 'registry/packages/http-client.json'), 'utf8');
    git('commit', '-qm', 'More', '--allow-empty');
    git('tag', '-f', 'v1.0.0');
    expect(rules(await register('--tag', 'v1.0.0'))).toEqual(['tag-moved']);
    expect(readFileSync(join(folder, 'registry/packages/http-client.json'), 'utf8')).toBe(written);
  });

  test('where a dependency is of a lower tier', async () => {
    release('v1.0.0', {
      'innersource.yml': MANIFEST.replace('tooling', 'prototype').replace('http-client', 'retry-policy'),
      'package.json': '{ "version": "1.0.0" }',
    });
    await register('--tag', 'v1.0.0');
    release('v2.0.0', {
      'innersource.yml': MANIFEST,
      'package.json': '{ "version": "2.0.0", "dependencies": { "retry-policy": "^1" } }',
    });
    expect(rules(await register('--tag', 'v2.0.0'))).toEqual(['dependency-tiers']);
  });
});

describe('--all-tags', () => {
  test('registers oldest first, and a refused one stops nobody', async () => {
    release('v1.10.0', npm('1.10.0'));
    release('v1.9.0', npm('1.9.0'));
    release('v1.11.0', npm('0.0.1'));
    release('v2.0.0', { 'innersource.yml': MANIFEST, ...npm('2.0.0') });
    git('tag', 'latest');
    const report = await register('--all-tags');
    expect(report.registered.map(({ version }: { version: string }) => version)).toEqual(['1.9.0', '1.10.0', '2.0.0']);
    expect(report.refused).toMatchObject([{ version: '1.11.0', rule: 'version-mismatch' }]);
    expect(report.error).toContain('latest');
    expect(entry('http-client')).toMatchObject({
      tier: 'tooling',
      versions: [{ version: '1.9.0' }, { version: '1.10.0' }, { version: '2.0.0' }],
    });
    const again = await register('--all-tags');
    expect(again.registered.map(({ files }: { files: readonly string[] }) => files)).toEqual([[], [], []]);
  });

  test('leaves prereleases out where the policy does, without refusing them', async () => {
    write('policy.yml', 'version: 1\nregistry: { prereleases: false }\n');
    release('v1.0.0-rc.1', npm('1.0.0-rc.1'));
    release('v1.0.0', npm('1.0.0'));
    const report = await register('--all-tags', '--policy', 'policy.yml');
    expect(report).toMatchObject({ code: 0, registered: [{ version: '1.0.0' }], refused: [] });
    expect(report.error).toContain('1.0.0-rc.1 is a prerelease');
  });
});

test('without a tag, or with one that isn’t there, says what to do', async () => {
  release('v1.0.0', npm('1.0.0'));
  expect(await register()).toMatchObject({ code: 2, error: expect.stringContaining('--all-tags') });
  expect(await register('--tag', 'v9')).toMatchObject({ code: 2, error: expect.stringContaining('git fetch --tags') });
});
