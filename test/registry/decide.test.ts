import { describe, expect, test } from 'vitest';
import type { PackageEntry } from '../../src/domain/package-entry.ts';
import type { Candidate } from '../../src/registry/candidate.ts';
import { decide } from '../../src/registry/decide.ts';
import { catalog, formatEntry, parseEntry } from '../../src/registry/formats/catalog/index.ts';
import { REGISTRY_RULES } from '../../src/registry/rules/index.ts';
import { readVersionFile } from '../../src/registry/version-files/index.ts';

const settings = REGISTRY_RULES.map(({ id }) => ({ rule: id, level: 'error', mode: 'enforce', options: {} }) as const);

function candidate(change: Partial<Candidate> = {}): Candidate {
  return {
    repository: { owner: 'acme', name: 'http-client', url: 'https://git.example/acme/http-client', topics: ['http'] },
    project: {
      name: 'http-client',
      owners: ['@acme/platform'],
      tier: 'tooling',
      trustedCommitters: [],
      support: {},
      contributions: [],
      skills: [],
      packages: [],
      source: 'innersource.yml',
    },
    package: { name: 'http-client', path: '.' },
    version: '1.3.0',
    prerelease: false,
    release: {
      tag: 'v1.3.0',
      name: null,
      notes: '',
      draft: false,
      prerelease: false,
      publishedAt: '2026-11-21T09:45:00Z',
      url: '',
      assets: [],
    },
    commit: 'c'.repeat(40),
    tree: 't'.repeat(40),
    versionFile: null,
    license: 'MIT',
    onDefaultBranch: true,
    registered: null,
    ...change,
  };
}

function registered(version = '1.2.3', change: Partial<PackageEntry> = {}): PackageEntry {
  const before = decide(candidate({ version, release: { ...candidate().release, tag: `v${version}` } }), settings);
  if (before.kind !== 'accepted') throw new Error('The earlier version was refused.');
  return { ...before.registration.entry, ...change };
}

const refusals = (given: Candidate): readonly string[] => {
  const decision = decide(given, settings);
  return decision.kind === 'refused' ? decision.refusals.map(({ rule }) => rule) : [];
};

describe('a version enters the registry', () => {
  test('when all rules hold, with its entry', () => {
    const decision = decide(candidate({ registered: registered() }), settings);
    expect(decision).toMatchObject({
      kind: 'accepted',
      registration: {
        entry: {
          name: 'http-client',
          tier: 'tooling',
          versions: [{ version: '1.2.3' }, { version: '1.3.0', tag: 'v1.3.0' }],
        },
      },
    });
  });

  test('twice without a difference', () => {
    const first = decide(candidate(), settings);
    if (first.kind !== 'accepted') throw new Error('refused');
    const text = formatEntry(first.registration.entry);
    const again = decide(candidate({ registered: parseEntry(text) }), settings);
    if (again.kind !== 'accepted') throw new Error('refused');
    expect(catalog.write(again.registration, new Map([['packages/http-client.json', text]]))).toEqual([]);
  });
});

const version = (text: string) => readVersionFile('.', undefined, new Map([['package.json', text]]));

describe('a version is refused', () => {
  test.each([
    ['manifest', { project: { ...candidate().project, source: null } }],
    ['name', { package: { name: 'ünï', path: '.' } }],
    ['file-names', { package: { name: 'con', path: '.' } }],
    ['file-names', { tree: null }],
    ['name-taken', { registered: registered('1.2.3', { repository: 'acme/other' }) }],
    ['identity', { registered: registered('1.2.3', { ecosystem: 'julia' }) }],
    ['version-mismatch', { versionFile: version('{"version":"1.2.0"}') }],
    ['version-mismatch', { versionFile: version('{') }],
    ['version-sequence', { registered: registered('1.1.0') }],
    [
      'tag-moved',
      {
        registered: {
          ...registered('1.3.0'),
          versions: registered('1.3.0').versions.map((each) => ({ ...each, commit: 'd'.repeat(40) })),
        },
      },
    ],
    [
      'version-duplicate',
      {
        registered: {
          ...registered('1.3.0'),
          versions: registered('1.3.0').versions.map((each) => ({ ...each, tag: 'other' })),
        },
      },
    ],
    ['ancestor', { onDefaultBranch: false }],
    ['license', { license: null }],
    ['owners', { project: { ...candidate().project, owners: [] } }],
    ['tier', { project: { ...candidate().project, tier: 'production' as const }, version: '0.9.0' }],
    ['breaking-notes', { version: '2.0.0', registered: registered() }],
  ] satisfies [string, Partial<Candidate>][])('by %s', (rule, change) => {
    expect(refusals(candidate(change))).toContain(rule);
  });
});
