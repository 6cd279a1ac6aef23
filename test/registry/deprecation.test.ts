import { describe, expect, test } from 'vitest';
import { readProject } from '../../src/config/project.ts';
import type { PackageEntry } from '../../src/domain/package-entry.ts';
import { deprecationNote, deprecationOf } from '../../src/registry/deprecation.ts';
import type { Format } from '../../src/registry/formats/format.ts';
import { FORMATS } from '../../src/registry/formats/index.ts';
import { followEntry, pathsToFollow } from '../../src/registry/from-registry.ts';
import { verifyRegistry } from '../../src/registry/verify.ts';
import { asset, registration, treeOf, version, written } from '../support/registration.ts';
import { registerJulia } from './formats/julia/register.ts';

const WHY = { reason: 'Nobody mends it.', alternative: 'kit-2' };
const NOTE = 'Deprecated by its owners: Nobody mends it. Use kit-2 instead.';
const format = (id: string) => FORMATS.find((each) => each.id === id) as Format;
const of = (ecosystem: PackageEntry['ecosystem'], file: string, change: Partial<PackageEntry> = {}) =>
  registration({ name: 'kit', ecosystem, versions: [version('1.0.0', { assets: [asset(file)] })], ...change });

/** The files of the catalogue and a format, and what they are once the entry changes without a release. */
function followed(id: string, before: ReturnType<typeof of>, change: Partial<PackageEntry>): Record<string, string> {
  const formats = [format('catalog'), format(id)];
  const files = formats.reduce<ReadonlyMap<string, string>>((known, each) => written(each, [before], known), new Map());
  const { deprecated: _, ...rest } = before.entry;
  const changes = followEntry({ ...rest, ...change }, before.entry, { formats, files });
  return Object.fromEntries([...files, ...changes.map(({ path, content }) => [path, content ?? ''] as const)]);
}

describe('a manifest', () => {
  const project = (text: string) =>
    readProject(new Map([['innersource.yml', `version: 1\n${text}`]]), { owner: 'acme', name: 'kit' }).project;

  test('deprecates all packages, or one of them, and so does a topic', () => {
    const all = project(
      'deprecated: { reason: Old. }\npackages: [{ name: a }, { name: b, path: b, deprecated: {} }]\n',
    );
    const [a = { name: '', path: '' }, b = a] = all.packages;
    expect(deprecationOf(all, a, [])).toEqual({ reason: 'Old.' });
    expect(deprecationOf(all, b, [])).toEqual({});
    expect(deprecationOf(project('name: a\n'), a, ['deprecated'])).toEqual({});
    expect(deprecationOf(project('name: a\n'), a, ['http'])).toBeNull();
  });

  test('says it in a sentence', () => {
    expect(deprecationNote(WHY)).toBe(NOTE);
    expect(deprecationNote({ reason: 'old' })).toBe('Deprecated by its owners: old');
    expect(deprecationNote({ reason: 'old', alternative: 'x' })).toBe('Deprecated by its owners: old. Use x instead.');
    expect(deprecationNote({})).toBe('Deprecated by its owners.');
  });
});

describe.each([
  [
    'catalog',
    'generic',
    'kit.zip',
    'packages/kit.json',
    /"topics": \[[^\]]*\],\s+"deprecated": \{\s+"reason": "Nobody/,
  ],
  ['npm', 'npm', 'kit-1.0.0.tgz', 'npm/kit', `"deprecated": "${NOTE}"`],
  [
    'python',
    'python',
    'kit-1.0.0.tar.gz',
    'simple/kit/index.json',
    /"status": "deprecated",\s+"reason": "Deprecated by/,
  ],
  [
    'python',
    'python',
    'kit-1.0.0.tar.gz',
    'simple/kit/index.html',
    '<meta name="pypi:project-status" content="deprecated">',
  ],
  ['backstage', 'generic', 'kit.zip', 'catalog/kit.yaml', 'lifecycle: deprecated'],
] as const)('%s', (id, ecosystem, file, path, expected) => {
  test(`${path} says that a package is deprecated, and no more when it isn’t`, () => {
    const before = of(ecosystem, file);
    const plain = followed(id, before, {});
    expect(plain[path]).not.toMatch(expected);
    const told = followed(id, before, { deprecated: WHY });
    expect(told[path]).toMatch(expected);
    expect(verifyRegistry(treeOf(told)).findings).toEqual([]);
    const lifted = followed(id, of(ecosystem, file, { deprecated: WHY }), {});
    expect(lifted[path]).not.toMatch(expected);
  });
});

test('a status and a note that somebody else wrote stay', () => {
  const before = of('python', 'kit-1.0.0.tar.gz');
  const files = written(format('python'), [before]);
  const path = 'simple/kit/index.json';
  const status = { status: 'quarantined', reason: 'Malware.' };
  const own = new Map([
    ...files,
    [path, JSON.stringify({ ...JSON.parse(files.get(path) ?? ''), 'project-status': status })],
  ]);
  const told = written(format('python'), [{ ...before, entry: { ...before.entry, deprecated: WHY } }], own);
  expect(JSON.parse(told.get(path) ?? '')).toMatchObject({ 'project-status': status, meta: { 'api-version': '1.1' } });
});

test('an archived repository’s Python project is archived', () => {
  const told = followed('python', of('python', 'kit-1.0.0.tar.gz'), { topics: ['archived'] });
  expect(JSON.parse(told['simple/kit/index.json'] ?? '')).toMatchObject({
    meta: { 'api-version': '1.4' },
    'project-status': { status: 'archived', reason: 'Its repository is archived.' },
  });
});

describe('Julia’s Package.toml', () => {
  const julia = format('julia');
  const HEAD = 'name = "Acme"\nuuid = "5f6a1c2b-77de-4b3c-8a90-112233445566"\n';
  const project = 'name = "Imaging"\nuuid = "0b7a6f4e-3c1d-4e2a-9f60-5d8c7b6a4321"\nversion = "0.3.0"\n';
  const PATH = 'I/Imaging/Package.toml';
  const { files } = registerJulia({ project, version: '0.3.0' }, { 'Registry.toml': HEAD });
  const plain = registration({ name: 'Imaging', ecosystem: 'julia', versions: [version('0.3.0')] }).entry;
  const deprecated = { ...plain, deprecated: WHY };
  const follow = (now: PackageEntry, before: PackageEntry, text = files[PATH] ?? '') => {
    const changes = julia.follow?.write(now, before, new Map(Object.entries({ ...files, [PATH]: text }))) ?? [];
    return changes[0]?.content ?? text;
  };

  test('is found by the package’s name', () => {
    const seen = new Map<string, string | null>([['packages/Imaging.json', JSON.stringify(plain)]]);
    const formats = [format('catalog'), julia];
    expect(pathsToFollow('Imaging', formats, new Map())).toEqual(['packages/Imaging.json']);
    expect(pathsToFollow('Imaging', formats, seen)).toEqual(['Registry.toml']);
    seen.set('Registry.toml', files['Registry.toml'] ?? '');
    expect(pathsToFollow('Imaging', formats, seen)).toEqual([PATH]);
  });

  test('says it under [metadata.deprecated], and no more when it isn’t', () => {
    const told = follow(deprecated, plain);
    expect(told).toBe(`${files[PATH]}\n[metadata.deprecated]\nreason = "Nobody mends it."\nalternative = "kit-2"\n`);
    expect(follow(deprecated, deprecated, told)).toBe(told);
    expect(follow(plain, deprecated, told)).toBe(files[PATH]);
  });

  test('keeps other metadata, and what somebody wrote by hand', () => {
    const byHand = `${files[PATH]}\n[metadata]\na = 1\n\n[metadata.deprecated]\nreason = "old"\nsince = "2024"\n`;
    expect(follow(plain, plain, byHand)).toBe(byHand);
    expect(follow({ ...plain, deprecated: {} }, plain, byHand)).toBe(byHand.replace('reason = "old"\n', ''));
  });
});
