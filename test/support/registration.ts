import fc from 'fast-check';
import type { PackageEntry, PackageVersion } from '../../src/domain/package-entry.ts';
import type { Candidate } from '../../src/registry/candidate.ts';
import type { Format, Registration, RegistryFiles, RegistryTree } from '../../src/registry/formats/format.ts';
import { readVersionFile } from '../../src/registry/version-files/index.ts';

const AT = 'https://git.example/acme/imaging';

export function version(number: string, change: Partial<PackageVersion> = {}): PackageVersion {
  return {
    version: number,
    tag: `v${number}`,
    commit: 'c'.repeat(40),
    tree: 'd'.repeat(40),
    released: '2026-11-20T09:45:00Z',
    prerelease: number.includes('-'),
    yanked: false,
    dependencies: [],
    assets: [],
    ...change,
  };
}

/** A release's asset, its SHA-256 all `a`. */
export function asset(name: string, tag = 'v1.0.0') {
  return { name, size: 1234, sha256: 'a'.repeat(64), url: `${AT}/releases/download/${tag}/${name}` };
}

/** @param files path → text of the version files at the tag of the entry's last version */
export function registration(
  change: Partial<PackageEntry> & Pick<PackageEntry, 'name' | 'versions'>,
  files: Readonly<Record<string, string>> = {},
): Registration {
  const entry: PackageEntry = {
    title: 'Imaging I/O',
    description: 'Reads & writes medical images.',
    repository: 'acme/imaging',
    url: AT,
    path: '.',
    ecosystem: 'generic',
    type: 'domain-specific',
    tier: 'research',
    owners: ['@acme/imaging'],
    support: { channel: '#imaging' },
    documentation: 'https://docs.example/imaging',
    license: 'MIT',
    topics: ['imaging'],
    ...change,
  };
  const last = entry.versions.at(-1) ?? version('0.0.0');
  const own = { name: entry.name, path: entry.path };
  const candidate: Candidate = {
    repository: { owner: 'acme', name: 'imaging', url: AT, topics: entry.topics },
    project: {
      name: 'imaging',
      owners: entry.owners,
      trustedCommitters: [],
      support: entry.support,
      contributions: ['bug', 'feature'],
      skills: ['Python'],
      packages: [own],
      source: 'innersource.yml',
    },
    manifestProblems: [],
    package: own,
    version: last.version,
    prerelease: last.prerelease,
    release: {
      tag: last.tag,
      name: null,
      notes: '',
      draft: false,
      prerelease: last.prerelease,
      publishedAt: last.released,
      url: '',
      assets: last.assets,
    },
    commit: last.commit,
    tree: last.tree,
    versionFile: readVersionFile(entry.path, undefined, new Map(Object.entries(files))),
    license: entry.license,
    onDefaultBranch: true,
    registered: null,
    isKnown: false,
    dependencies: [],
    known: null,
  };
  return { entry, candidate };
}

/** The registry after the registrations, each written onto what the one before left; only files of the format. */
export function written(
  format: Format,
  registrations: readonly Registration[],
  before: RegistryFiles = new Map(),
): ReadonlyMap<string, string> {
  const files = new Map(before);
  for (const each of registrations) {
    const seen = new Map(format.paths(each.candidate, files).map((path) => [path, files.get(path) ?? null]));
    for (const { path, content } of format.write(each, seen)) files.set(path, content);
  }
  return new Map([...files].flatMap(([path, text]): [string, string][] => (text === null ? [] : [[path, text]])));
}

/** A registry of these files. */
export function treeOf(files: Readonly<Record<string, string>>): RegistryTree {
  return { paths: Object.keys(files).sort(), read: (path) => files[path] ?? null };
}

/** Text that breaks out of what isn't escaped. */
export const hostileText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom(
    '"><script>alert(1)</script>',
    "'; --",
    '# comment: {x}',
    '- list\n  item: &anchor *alias',
    '../../etc/passwd',
    '__proto__',
    'constructor',
    '\u202Eevil',
    '---\n...',
    '!!js/function',
  ),
);

/** Entries whose every text is somebody else's; versions in order, with and without what may be missing. */
export function entries(
  ecosystem: PackageEntry['ecosystem'],
  name: fc.Arbitrary<string>,
  assetNames: (name: string, version: string) => fc.Arbitrary<string>,
): fc.Arbitrary<Registration> {
  return fc
    .record({ name, count: fc.integer({ min: 1, max: 4 }) })
    .chain(({ name: chosen, count }) =>
      fc.record({
        name: fc.constant(chosen),
        title: fc.option(hostileText),
        description: fc.option(hostileText),
        documentation: fc.option(hostileText),
        topics: fc.array(hostileText, { maxLength: 3 }),
        owners: fc.array(fc.oneof(hostileText, fc.constantFrom('@acme/platform', '@alice', 'a@b.example')), {
          maxLength: 2,
        }),
        tier: fc.option(fc.constantFrom('prototype', 'research', 'tooling', 'production')),
        versions: fc.tuple(...Array.from({ length: count }, (_, major) => versions(chosen, `${major}.1.0`))),
      }),
    )
    .map((entry) => registration({ ...entry, ecosystem }));

  function versions(packageName: string, number: string): fc.Arbitrary<PackageVersion> {
    return fc
      .record({
        yanked: fc.oneof(fc.boolean(), hostileText),
        sha256: fc.option(fc.constantFrom('a'.repeat(64), '0123456789abcdef'.repeat(4))),
        assetName: assetNames(packageName, number),
      })
      .map(({ yanked, sha256, assetName }) => version(number, { yanked, assets: [{ ...asset(assetName), sha256 }] }));
  }
}
