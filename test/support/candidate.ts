import { effectivePolicy } from '../../src/config/effective.ts';
import { DEFAULT_POLICY } from '../../src/config/policy.ts';
import type { PackageEntry } from '../../src/domain/package-entry.ts';
import type { Candidate } from '../../src/registry/candidate.ts';
import { decide } from '../../src/registry/decide.ts';
import { readVersionFile } from '../../src/registry/version-files/index.ts';

/** A version to which no rule objects, but for what is changed. */
export function candidate(change: Partial<Candidate> = {}): Candidate {
  const tag = `v${change.version ?? '1.3.0'}`;
  return {
    repository: { owner: 'acme', name: 'http-client', url: 'https://git.example/acme/http-client', topics: ['http'] },
    project: {
      name: 'http-client',
      owners: ['@acme/platform'],
      type: 'inner-source',
      tier: 'tooling',
      trustedCommitters: [],
      support: {},
      contributions: [],
      skills: [],
      packages: [],
      source: 'innersource.yml',
    },
    manifestProblems: [],
    package: { name: 'http-client', path: '.' },
    version: '1.3.0',
    prerelease: false,
    release: {
      tag,
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
    isKnown: (change.registered ?? null) !== null,
    dependencies: [],
    known: [],
    ...change,
  };
}

/** The built-in policy with every rule at level error, and some rules' options. */
export function strictPolicy(options: Readonly<Record<string, object>> = {}) {
  const { project, repository } = candidate();
  const policy = effectivePolicy({ policy: DEFAULT_POLICY, manifest: null, project, repository, today: '2026-11-21' });
  return {
    ...policy,
    registryRules: policy.registryRules.map(
      ({ rule }) => ({ rule, level: 'error', mode: 'enforce', options: options[rule] ?? {} }) as const,
    ),
  };
}

/** Ids of the rules that refuse a candidate. */
export function refusals(
  change: Partial<Candidate>,
  options: Readonly<Record<string, object>> = {},
): readonly string[] {
  const decision = decide(candidate(change), strictPolicy(options));
  return decision.kind === 'refused' ? decision.refusals.map(({ rule }) => rule) : [];
}

/** The entry of a package with one version of it registered. */
export function registered(version = '1.2.3', change: Partial<PackageEntry> = {}): PackageEntry {
  const before = decide(candidate({ version }), strictPolicy());
  if (before.kind !== 'accepted') throw new Error('The earlier version was refused.');
  return { ...before.registration.entry, ...change };
}

/** A version file at the package's root. */
export function versionFile(file: string, text: string) {
  return readVersionFile('.', undefined, new Map([[file, text]]));
}
