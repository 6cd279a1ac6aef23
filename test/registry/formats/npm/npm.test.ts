import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { npm } from '../../../../src/registry/formats/npm/index.ts';
import { parsePackument } from '../../../../src/registry/formats/npm/packument.ts';
import { asset, entries, hostileText, registration, version, written } from '../../../support/registration.ts';

const NAME = '@acme/http-client';
const PATH = 'npm/@acme/http-client';

const packageJson = (content: object) => ({ 'package.json': JSON.stringify({ name: NAME, ...content }) });
const first = version('1.0.0', { assets: [asset('acme-http-client-1.0.0.tgz')] });
const second = version('1.1.0', { assets: [asset('acme-http-client-1.1.0.tgz', 'v1.1.0'), asset('notes.txt')] });
const one = registration(
  { name: NAME, ecosystem: 'npm', versions: [first] },
  packageJson({
    version: '1.0.0',
    bin: './cli.js',
    dependencies: { semver: '^7.0.0' },
    devDependencies: { vitest: '*' },
    engines: { node: '>=20' },
    scripts: { postinstall: 'node build.js', test: 'vitest' },
  }),
);
const two = registration(
  { name: NAME, ecosystem: 'npm', versions: [{ ...first, yanked: 'leaks sockets' }, second] },
  packageJson({ version: '1.1.0', description: 'Small HTTP client.' }),
);
const latest = (...registrations: Parameters<typeof written>[1]) =>
  parsePackument(written(npm, registrations).get(PATH))?.['dist-tags'].latest;

describe('the packument', () => {
  test('of a first version', async () => {
    const files = written(npm, [one]);
    await expect(files.get(PATH)).toMatchFileSnapshot('golden/first.txt');
    expect([...files.keys()]).toEqual([PATH]);
  });

  test('of a second version, the first yanked: its manifest stays, with a note', async () => {
    await expect(written(npm, [one, two]).get(PATH)).toMatchFileSnapshot('golden/second.txt');
  });

  test('keeps tags, keys and versions that others added, and a note of deprecation that isn’t ours', () => {
    const before = JSON.stringify({
      name: NAME,
      'dist-tags': { latest: '0.9.0', next: '2.0.0-beta.1' },
      readme: 'hello',
      versions: {
        '0.9.0': { name: NAME, version: '0.9.0', dist: { tarball: 'https://old.example/0.9.0.tgz', shasum: 'x' } },
        '1.0.0': { deprecated: 'use 2', _id: 'x', dist: { tarball: 'https://old.example/1.tgz', shasum: 'y' } },
      },
    });
    const packument = parsePackument(written(npm, [one], new Map([[PATH, before]])).get(PATH));
    expect(packument).toMatchObject({
      readme: 'hello',
      'dist-tags': { latest: '1.0.0', next: '2.0.0-beta.1' },
      versions: {
        '0.9.0': { dist: { tarball: 'https://old.example/0.9.0.tgz' } },
        '1.0.0': { deprecated: 'use 2', _id: 'x', dist: { shasum: 'y', tarball: first.assets[0]?.url } },
      },
    });
  });

  test('takes a yank back when the entry does', () => {
    const again = registration({ name: NAME, ecosystem: 'npm', versions: [first, second] });
    expect(written(npm, [two, again]).get(PATH)).not.toContain('deprecated');
  });

  test('has as latest the newest that is neither yanked nor early, where there is one', () => {
    const early = version('2.0.0-beta.1', { assets: [asset('acme-http-client-2.0.0-beta.1.tgz')] });
    const of = (...versions: (typeof first)[]) => latest(registration({ name: NAME, ecosystem: 'npm', versions }));
    expect(of(first, second, early)).toBe('1.1.0');
    expect(of(first, { ...second, yanked: true }, early)).toBe('1.0.0');
    expect(of({ ...first, yanked: true }, early)).toBe('2.0.0-beta.1');
    expect(of({ ...first, yanked: true })).toBe('1.0.0');
    expect(of(first, { ...second, prerelease: true })).toBe('1.0.0');
  });

  test('of a version whose package.json isn’t at hand has the dependencies of its entry', () => {
    const dependencies = [
      { name: 'semver', range: '^7', kind: 'runtime' },
      { name: 'fsevents', range: null, kind: 'optional' },
    ] as const;
    const late = registration({ name: NAME, ecosystem: 'npm', versions: [{ ...first, dependencies }, second] });
    expect(parsePackument(written(npm, [late]).get(PATH))?.versions['1.0.0']).toMatchObject({
      dependencies: { semver: '^7' },
      optionalDependencies: { fsevents: '*' },
    });
  });

  test('is not written without a tarball that is the package’s, nor for what is no name', () => {
    const several = version('1.0.0', { assets: [asset('one.tgz'), asset('other.tgz')] });
    const none = registration({ name: NAME, ecosystem: 'npm', versions: [version('1.0.0')] });
    const unclear = registration({ name: NAME, ecosystem: 'npm', versions: [several] });
    const path = registration({ name: '../x', ecosystem: 'npm', versions: [first] });
    for (const each of [none, unclear, path]) expect(written(npm, [each]).size).toBe(0);
    expect(npm.paths(registration({ name: '../x', versions: [] }).candidate, new Map())).toEqual([]);
  });

  test('says of a version that it doesn’t list why, and of no other', () => {
    const several = version('1.0.0', { assets: [asset('one.tgz'), asset('other.tgz')] });
    const { entry } = registration({ name: NAME, ecosystem: 'npm', versions: [first] });
    expect(npm.omits?.(entry, first)).toBeNull();
    expect(npm.omits?.({ ...entry, ecosystem: 'generic' }, several)).toBeNull();
    expect(npm.omits?.(entry, version('1.0.0'))).toMatchObject({ found: 'No assets.' });
    expect(npm.omits?.(entry, several)).toMatchObject({
      summary: expect.stringContaining(`${NAME} 1.0.0`),
      expected: expect.stringContaining('acme-http-client-1.0.0.tgz'),
      found: 'one.tgz, other.tgz',
    });
  });

  test('is refused for a tarball of another name, and for none other', () => {
    const of = (name: string, assets = first.assets) =>
      npm.refuse?.(
        registration({ name, ecosystem: 'npm', versions: [{ ...first, assets }] }, packageJson({})),
        new Map(),
      );
    expect(of(NAME)).toEqual([]);
    expect(of('http-client', [])).toEqual([]);
    expect(of('http-client')).toMatchObject([{ rule: 'name', found: NAME, fix: expect.stringContaining(NAME) }]);
  });

  test('says again what it was told, and writing twice changes nothing', () => {
    const names = fc.stringMatching(/^(?:@[a-z0-9][a-z0-9._-]{0,5}\/)?[a-z0-9][a-z0-9._-]{0,8}$/);
    const tarballs = () => hostileText.map((text) => `${text}.tgz`);
    fc.assert(
      fc.property(entries('npm', names, tarballs), (each) => {
        const files = written(npm, [each]);
        const packument = parsePackument(files.get(`npm/${each.entry.name}`));
        expect(packument?.name).toBe(each.entry.name);
        for (const { version: number, assets } of each.entry.versions) {
          const { dist } = packument?.versions[number] ?? {};
          expect(dist?.tarball).toBe(assets[0]?.url);
          const hex = Buffer.from(String(dist?.integrity ?? '').replace('sha256-', ''), 'base64').toString('hex');
          expect(hex).toBe(assets[0]?.sha256 ?? '');
        }
        expect(written(npm, [each], files)).toEqual(files);
      }),
    );
  });
});
