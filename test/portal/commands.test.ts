import { describe, expect, test } from 'vitest';
import type { PackageEntry, PackageVersion } from '../../src/domain/package-entry.ts';
import { installCommands } from '../../src/portal/packages/commands.ts';
import { type Client, listingsOf } from '../../src/portal/packages/listing.ts';
import type { Shelf } from '../../src/portal/shelves.ts';
import { formatEntry } from '../../src/registry/formats/catalog/entry.ts';
import { asset, registration, version } from '../support/registration.ts';

const ADDRESSES = { portal: 'https://inn.example', web: 'https://git.example' };
const registry = { owner: 'acme', name: 'registry' };

function commands(client: Client, name: string, given: PackageVersion): readonly string[] {
  const { entry } = registration({ name, versions: [given] });
  return installCommands(client, { entry, registry, clients: [client] }, given, ADDRESSES).split('\n');
}

test.each<[Client, string, PackageVersion, string]>([
  ['pip', 'imaging-io', version('1.2.0'), 'pip install --index-url https://inn.example/simple/ "imaging-io==1.2.0"'],
  ['pip', 'zlib', version('1.2.7+3'), 'pip install --index-url https://inn.example/simple/ "zlib==1.2.7.3"'],
  ['pip', 'zlib', version('1.2.7+post.1'), 'pip install --index-url https://inn.example/simple/ "zlib==1.2.7.post1"'],
  ['npm', '@acme/io', version('2.0.0'), 'npm install @acme/io@2.0.0'],
  ['npm', 'io', version('2.0.0'), 'npm install https://inn.example/npm/io/-/io-2.0.0.tgz'],
  ['julia', 'Imaging', version('0.3.0'), 'pkg> add Imaging@0.3.0'],
  ['julia', 'Imaging', version('0.3.0'), 'pkg> registry add https://git.example/acme/registry'],
  ['cargo', 'io', version('0.3.0'), 'cargo add --git https://git.example/acme/imaging --tag v0.3.0 io'],
  ['git', 'io', version('0.3.0'), 'git clone --depth 1 --branch v0.3.0 https://git.example/acme/imaging'],
  [
    'git',
    'io',
    version('1.0.0', { tag: "v1;rm '~" }),
    `git clone --depth 1 --branch 'v1;rm '\\''~' https://git.example/acme/imaging`,
  ],
])('%s installs %s', (client, name, given, expected) => {
  expect(commands(client, name, given)).toContain(expected);
});

describe('what installs a package', () => {
  const clients = async (ecosystem: PackageEntry['ecosystem'], files: readonly string[], assets: readonly string[]) => {
    const versions = [version('1.0.0', { assets: assets.map((name) => asset(name)) })];
    const { entry, candidate } = registration({ name: 'kit', ecosystem, versions });
    const texts = new Map([['packages/kit.json', formatEntry(entry)], ...files.map((path) => [path, '{}'] as const)]);
    const shelf = { repository: registry, text: async (path: string) => texts.get(path) ?? null } as Shelf;
    const snapshot = {
      repository: { owner: 'acme', name: 'imaging' },
      project: { ...candidate.project, packages: [{ name: 'kit', path: '.' }] },
    };
    const [listing] = await listingsOf(snapshot as unknown as Parameters<typeof listingsOf>[0], async () => [shelf]);
    return listing?.clients;
  };

  test.each<[PackageEntry['ecosystem'], string, string, Client]>([
    ['npm', 'npm/kit', 'kit-1.0.0.tgz', 'npm'],
    ['python', 'simple/kit/index.json', 'kit-1.0.0.tar.gz', 'pip'],
    ['julia', 'Registry.toml', '', 'julia'],
    ['cargo', '', '', 'cargo'],
    ['maven', '', '', 'git'],
    ['go', '', '', 'git'],
  ])('%s', async (ecosystem, file, built, client) => {
    expect(await clients(ecosystem, [file], [built])).toEqual([client]);
  });

  test('is git where the registry doesn’t keep the format, or the newest version isn’t in it', async () => {
    expect(await clients('npm', [], ['kit-1.0.0.tgz'])).toEqual(['git']);
    expect(await clients('python', ['simple/kit/index.json'], ['notes.txt'])).toEqual(['git']);
  });
});
