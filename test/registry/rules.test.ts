import { describe, expect, test } from 'vitest';
import type { PackageEntry } from '../../src/domain/package-entry.ts';
import type { ProjectPackage } from '../../src/domain/project.ts';
import type { Candidate } from '../../src/registry/candidate.ts';
import { decide } from '../../src/registry/decide.ts';
import { REGISTRY_RULES } from '../../src/registry/rules/index.ts';
import { candidate, refusals, registered, strictPolicy, versionFile } from '../support/candidate.ts';

interface Cases {
  readonly accepts: Readonly<Record<string, Partial<Candidate>>>;
  readonly refuses: Readonly<Record<string, Partial<Candidate>>>;
  readonly options?: object;
}

const project = candidate().project;
const own = (change: Partial<ProjectPackage>) => ({ package: { name: 'http-client', path: '.', ...change } });
const named = (name: string, ecosystem?: ProjectPackage['ecosystem']) =>
  own({ name, ...(ecosystem ? { ecosystem } : {}) });
const npm = (content: object) => ({ versionFile: versionFile('package.json', JSON.stringify(content)) });
const after = (version: string, before: string, change: Partial<Candidate> = {}) => ({
  version,
  registered: registered(before),
  release: { ...candidate({ version }).release, notes: 'Breaking: see the changelog.' },
  ...change,
});
const again = (change: Partial<PackageEntry['versions'][number]>) => {
  const entry = registered('1.3.0');
  return { registered: { ...entry, versions: entry.versions.map((each) => ({ ...each, ...change })) } };
};
const depending = (range: string, change: Partial<PackageEntry>, tier: ProjectPackage['tier'] = 'production') => ({
  ...own({ tier, ecosystem: 'npm' }),
  dependencies: [
    {
      dependency: { name: 'retry', range, kind: 'runtime' as const },
      entry: registered('1.2.3', { name: 'retry', ecosystem: 'npm', tier: 'production', ...change }),
    },
  ],
});
const yanked = (version: string, reason: string | boolean) =>
  ({
    ...registered(version).versions[0],
    version,
    yanked: reason,
  }) as PackageEntry['versions'][number];
const julia = (compat: string) => ({
  ...named('HttpClient', 'julia'),
  versionFile: versionFile(
    'Project.toml',
    `name = "HttpClient"\nversion = "1.3.0"\n[deps]\nDates = "a"\nOpenSSL_jll = "b"\nRetry = "c"\n[compat]\n${compat}\n`,
  ),
});

const RULES: Readonly<Record<string, Cases>> = {
  manifest: {
    accepts: { 'a manifest': {}, 'a version file': { ...npm({}), project: { ...project, source: null } } },
    refuses: {
      neither: { project: { ...project, source: null } },
      'a broken one': { manifestProblems: [{ file: 'innersource.yml', line: 2, column: 9, message: 'Bad.' }] },
    },
  },
  name: {
    accepts: {
      'a scope': named('@acme/http-client', 'npm'),
      'a Julia name': named('HttpClient', 'julia'),
      'a Julia binary package': named('OpenSSL_jll', 'julia'),
      'a module’s path': named('config/auth', 'go'),
      'a Python name': named('Http.Client_2', 'python'),
      'a short name that the registry has taken before': { ...named('IO', 'julia'), isKnown: true },
    },
    refuses: {
      'letters beyond ASCII': named('ünïcode'),
      'a Cyrillic look-alike': named('http-сlient'),
      'a way out of the registry': named('../../outside'),
      'a folder’s beginning': named('a/'),
      'an absolute path': named('/etc/passwd'),
      nothing: named(''),
      'one letter': named('a'),
      'upper case in npm': named('Http-Client', 'npm'),
      'a hyphen in Julia': named('Http-Client', 'julia'),
      'four letters in Julia': named('Http', 'julia'),
      'a full stop at the end in Python': named('client.', 'python'),
      'a digit first in Rust': named('2client', 'cargo'),
      'more than 214 characters': named('a'.repeat(215)),
    },
  },
  'file-names': {
    accepts: {
      'a plain name': {},
      'plain files': { files: ['README.md', 'src/Readme.md', 'src/console.ts', 'docs/a b.md', '.github/x.yml'] },
    },
    refuses: {
      'a file that is a device of Windows': { files: ['src/aux.ts'] },
      'a folder that is': { files: ['Con/index.ts'] },
      'a colon in a file’s name': { files: ['docs/a:b.md'] },
      'a blank at the end': { files: ['docs /a.md'] },
      'two files that differ by case': { files: ['README.md', 'readme.md'] },
      'two folders that do': { files: ['Src/a.ts', 'src/b.ts'] },
      'a device of Windows': named('con'),
      'a device with an extension': named('nul.client'),
      'a full stop at the end': named('client.'),
      'a folder where another’s file is': named('client.json/io'),
      'a folder that isn’t there': { tree: null },
    },
  },
  'name-taken': {
    accepts: {
      'a new name': { known: ['retry'] },
      'the next version': { registered: registered('1.2.3'), known: ['http-client'] },
      'a name whose entry was taken out of the registry by hand': { known: ['http-client'] },
      'a repository in other case': { registered: registered('1.2.3', { repository: 'ACME/Http-Client' }) },
    },
    refuses: {
      'another repository’s': { registered: registered('1.2.3', { repository: 'acme/other' }) },
      'another case': { known: ['HTTP-Client'] },
    },
  },
  'name-similar': {
    accepts: {
      'a name far from all': { known: ['retry', 'design-tokens'] },
      'short names': { ...named('io'), known: ['ui', 'db'] },
      'a sibling of one repository': {
        project: { ...project, packages: [{ name: 'http-client2', path: 'v2' }] },
        known: ['http-client2'],
      },
      'the next version': { registered: registered('1.2.3'), known: ['http-client', 'http-clients'] },
      'names that aren’t known': { known: null },
      'one that is allowed': { ...named('http-clients'), known: ['http-client'] },
    },
    options: { allow: ['http-clients'] },
    refuses: {
      'a letter more': { ...named('http-cliennt'), known: ['http-client'] },
      'two letters swapped': { ...named('htpt-client'), known: ['http-client'] },
      'a digit for a letter': { ...named('http-c1ient'), known: ['http-client'] },
      'another separator': { ...named('http_client'), known: ['http-client'] },
      'rn for m': { ...named('rnodern-parser'), known: ['modern-parser'] },
      'without the scope': { ...named('acme-http'), known: ['@acme/http'] },
    },
  },
  identity: {
    accepts: { 'the same ecosystem': { registered: registered('1.2.3') } },
    refuses: { 'another ecosystem': { registered: registered('1.2.3', { ecosystem: 'julia' }) } },
  },
  'version-format': {
    accepts: { 'a version': {}, 'a fourth number': { version: '1.2.7+3' } },
    options: { prereleases: false },
    refuses: {
      'a prerelease': { version: '1.3.0-rc.1', prerelease: true },
      'no version': { version: '1.3' },
      'another build': { version: '1.3.0+docs' },
    },
  },
  'version-mismatch': {
    accepts: {
      'the same version': npm({ version: '1.3.0' }),
      'another build of it': { version: '1.3.0+docs', ...npm({ version: '1.3.0' }) },
      'no version': npm({ name: 'http-client' }),
      'a name without its scope': npm({ name: '@acme/http-client', version: '1.3.0' }),
      'Python’s spelling of the name': {
        versionFile: versionFile('pyproject.toml', '[project]\nname = "HTTP_Client"\nversion = "1.3.0"\n'),
      },
      'any name where the manifest says none': {
        ...npm({ name: 'client', version: '1.3.0' }),
        project: { ...project, unnamed: true },
      },
      'a Go module’s address': { versionFile: versionFile('go.mod', 'module a.example/x\n') },
      'a Go module’s major version': {
        version: '2.1.0',
        versionFile: versionFile('go.mod', 'module a.example/x/v2\n'),
      },
      'Python’s rc1 for rc-1': {
        version: '1.3.0-rc1',
        versionFile: versionFile('pyproject.toml', '[project]\nversion = "1.3.0rc1"\n'),
      },
      'Python’s spelling': {
        version: '1.3.0-rc.1',
        versionFile: versionFile('pyproject.toml', '[project]\nversion = "1.3.0rc1"\n'),
      },
    },
    refuses: {
      'another version': npm({ version: '1.2.0' }),
      'another name': npm({ name: 'client', version: '1.3.0' }),
      'another crate’s name': {
        versionFile: versionFile('Cargo.toml', '[package]\nname = "client"\nversion = "1.3.0"\n'),
      },
      'another major version of a Go module': {
        versionFile: versionFile('go.mod', 'module a.example/http-client/v2\n'),
      },
      'npm’s rc.1 for rc1': { version: '1.3.0-rc1', ...npm({ version: '1.3.0-rc.1' }) },
      'bytes that are no text': { versionFile: versionFile('package.json', '{"version":"1.3.0"}\0') },
      'a list': { versionFile: versionFile('package.json', '[]') },
      'no JSON': { versionFile: versionFile('package.json', '{') },
      'ten megabytes': npm({ version: '1.3.0', padding: 'x'.repeat(10_000_000) }),
      'JSON nested without end': { versionFile: versionFile('package.json', '['.repeat(500_000)) },
      'TOML that never ends': { versionFile: versionFile('Cargo.toml', `[package]\nversion = """${'x'.repeat(1000)}`) },
    },
  },
  'version-duplicate': {
    accepts: {
      'a new version': { registered: registered('1.2.3') },
      'the same tag again': again({}),
      'another build of it, where builds are versions': { version: '1.2.3+1', registered: registered('1.2.3') },
    },
    refuses: {
      'another tag': again({ tag: 'release-1.3.0' }),
      'another build of it in npm': {
        ...named('http-client', 'npm'),
        version: '1.2.3+1',
        registered: registered('1.2.3'),
      },
    },
  },
  'tag-moved': {
    accepts: { 'the same commit': again({}) },
    refuses: { 'another commit': again({ commit: 'd'.repeat(40) }) },
  },
  'version-sequence': {
    accepts: {
      'a first version': { version: '0.7.4' },
      'the next patch': after('1.2.4', '1.2.3'),
      'the next minor': after('1.3.0', '1.2.3'),
      'the next major': after('2.0.0', '1.2.3'),
      'a prerelease of the next': after('2.0.0-rc.1', '1.2.3'),
      'an older one, late': after('1.1.0', '1.2.3'),
      'the calendar': after('2026.11.0', '2024.5.1'),
    },
    refuses: {
      'a patch left out': after('1.2.5', '1.2.3'),
      'a minor left out': after('1.4.0', '1.2.3'),
      'a patch of the next minor': after('1.3.1', '1.2.3'),
      'a prerelease of one after the next': after('1.4.0-rc.1', '1.2.3'),
    },
  },
  ancestor: {
    accepts: { merged: { onDefaultBranch: true }, 'not known': { onDefaultBranch: null } },
    refuses: { 'never merged': { onDefaultBranch: false } },
  },
  license: {
    accepts: { 'one of the list, whatever its case': { license: 'mit' } },
    options: { allow: ['MIT', 'Apache-2.0'] },
    refuses: { none: { license: null }, 'one that isn’t listed': { license: 'GPL-3.0' } },
  },
  owners: {
    accepts: { 'a team': {} },
    refuses: { nobody: { project: { ...project, owners: [] } } },
  },
  tier: {
    accepts: {
      declared: {},
      'of the package alone': { ...own({ tier: 'research' }), project: { ...project, tier: undefined as never } },
    },
    refuses: {
      none: { project: { ...project, tier: undefined as never } },
      'production below 1.0.0': { ...own({ tier: 'production' }), version: '0.9.0' },
    },
  },
  'breaking-notes': {
    accepts: { 'notes that say so': after('2.0.0', '1.2.3'), 'nothing breaks': { registered: registered('1.2.3') } },
    refuses: {
      'a major version without a word': { version: '2.0.0', registered: registered('1.2.3') },
      'a minor version below 1.0.0': { version: '0.3.0', registered: registered('0.2.1') },
    },
  },
  'dependency-bounds': {
    accepts: {
      carets: npm({ version: '1.3.0', dependencies: { retry: '^1.2.0', local: 'file:../local' } }),
      'open ranges of its developers alone': npm({
        version: '1.3.0',
        devDependencies: { vitest: '*' },
        dependencies: {},
      }),
      'one that is exempt': npm({ version: '1.3.0', dependencies: { tslib: '*' } }),
      'Julia: standard libraries and binaries': julia('Retry = "1"\njulia = "1.10"'),
      'Julia: a patch on the same and more': {
        ...julia('Retry = "1"\njulia = "1.6"'),
        languages: new Map([['1.3.0', ['1.8.0-1']]]),
        version: '1.3.1',
      },
      'Julia: a minor version on fewer': {
        ...julia('Retry = "1"\njulia = "1.10"'),
        languages: new Map([['1.2.9', ['1.8.0-1']]]),
      },
      'Julia: a patch below 1.0.0 on fewer': {
        ...julia('Retry = "1"\njulia = "1.10"'),
        languages: new Map([['0.3.0', ['1.8.0-1']]]),
        version: '0.3.1',
      },
      'Go, which takes the lowest': {
        versionFile: versionFile('go.mod', 'module a.example/x\n\nrequire b.example/y v1.2.3\n'),
      },
    },
    options: { exempt: ['tslib'] },
    refuses: {
      'a star': npm({ version: '1.3.0', dependencies: { retry: '*' } }),
      'no upper end': {
        versionFile: versionFile('pyproject.toml', '[project]\nversion = "1.3.0"\ndependencies = ["numpy>=1.20"]\n'),
      },
      'one open end of two': npm({ version: '1.3.0', dependencies: { retry: '^1.0.0 || >=3' } }),
      'Julia: no [compat]': julia('julia = "1.10"'),
      'Julia: a patch that leaves out an older Julia': {
        ...julia('Retry = "1"\njulia = "1.10"'),
        languages: new Map([['1.3.0', ['1.8.0-1']]]),
        version: '1.3.1',
      },
      'Julia: a patch that leaves out a newer one': {
        ...julia('Retry = "1"\njulia = "~1.10"'),
        languages: new Map([['1.3.0', ['1.10', '2']]]),
        version: '1.3.1',
      },
      'Julia: the language left open': julia('Retry = "1"'),
    },
  },
  'dependency-types': {
    accepts: {
      'of the same type': depending('^1', { type: 'inner-source' }),
      'that says no type': depending('^1', { type: null }),
    },
    refuses: { 'of a narrower type': depending('^1', { type: 'domain-specific' }) },
  },
  'dependency-tiers': {
    accepts: {
      'of the same tier': depending('^1', {}),
      'of a lower one, which this tier may': depending('^1', { tier: 'prototype' }, 'research'),
      'with a version left in the range': depending('^1', {
        versions: [yanked('1.2.3', true), yanked('1.2.4', false)],
      }),
    },
    refuses: {
      'of a lower tier': depending('^1', { tier: 'research' }),
      'that declares none': depending('^1', { tier: null }),
      'that is deprecated': depending('^1', { topics: ['deprecated'] }),
      'of which all in the range is yanked': depending('^1', {
        versions: [yanked('1.2.3', 'leaks'), yanked('2.0.0', false)],
      }),
    },
  },
};

test('every rule has cases of both kinds', () => {
  expect(Object.keys(RULES).sort()).toEqual(REGISTRY_RULES.map(({ id }) => id).sort());
});

describe.each(Object.entries(RULES))('%s', (rule, { accepts, refuses, options = {} }) => {
  test.each(Object.entries(accepts))('accepts %s', (_, change) => {
    expect(refusals(change, { [rule]: options })).not.toContain(rule);
  });

  test.each(Object.entries(refuses))('refuses %s', (_, change) => {
    const decision = decide(candidate(change), strictPolicy({ [rule]: options }));
    const refusal = decision.kind === 'refused' ? decision.refusals.find((each) => each.rule === rule) : undefined;
    expect(refusal).toBeDefined();
    for (const words of [refusal?.summary, refusal?.expected, refusal?.found, refusal?.fix]) expect(words).toBeTruthy();
  });
});
