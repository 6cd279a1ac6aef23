import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normaliseName, parseDistribution } from '../../../../src/registry/formats/python/distribution.ts';
import { python } from '../../../../src/registry/formats/python/index.ts';
import { parseProject } from '../../../../src/registry/formats/python/project.ts';
import { asset, entries, hostileText, registration, version, written } from '../../../support/registration.ts';

const JSON_PATH = 'simple/imaging-io/index.json';
const HTML_PATH = 'simple/imaging-io/index.html';

const pyproject = (requires: string) => ({
  'pyproject.toml': `[project]\nname = "imaging-io"\nversion = "1.0.0"\nrequires-python = "${requires}"\n`,
});
const first = version('1.0.0', {
  assets: [asset('imaging_io-1.0.0-py3-none-any.whl'), asset('imaging_io-1.0.0.tar.gz'), asset('docs.tar.gz')],
});
const second = version('1.1.0', { assets: [asset('imaging_io-1.1.0-py3-none-any.whl', 'v1.1.0')] });
const one = registration({ name: 'Imaging_IO', ecosystem: 'python', versions: [first] }, pyproject('>=3.9,<4'));
const two = registration(
  { name: 'Imaging_IO', ecosystem: 'python', versions: [{ ...first, yanked: 'loses "pixels" & more' }, second] },
  pyproject('>=3.11'),
);

describe('the simple index', () => {
  test('says of a version that it doesn’t list why, and of no other', () => {
    const files = [asset('Imaging-1.0.0.tar.gz'), asset('notes.txt')];
    const { entry } = registration({ name: 'imaging-io', ecosystem: 'python', versions: [first] });
    expect(python.omits?.(entry, first)).toBeNull();
    expect(python.omits?.({ ...entry, ecosystem: 'julia' }, version('1.0.0'))).toBeNull();
    expect(python.omits?.(entry, version('1.0.0', { assets: files }))).toMatchObject({
      summary: expect.stringContaining('imaging-io 1.0.0'),
      expected: expect.stringContaining('imaging_io-1.0.0-'),
      found: 'Imaging-1.0.0.tar.gz, notes.txt',
      fix: expect.stringContaining('gh release upload v1.0.0'),
    });
  });

  test('of a first version', async () => {
    const files = written(python, [one]);
    await expect(files.get(JSON_PATH)).toMatchFileSnapshot('golden/first.json.txt');
    await expect(files.get(HTML_PATH)).toMatchFileSnapshot('golden/first.html.txt');
    expect([...files.keys()].sort()).toEqual([HTML_PATH, JSON_PATH]);
  });

  test('of a second version, the first yanked: what was known of the first stays', async () => {
    const files = written(python, [one, two]);
    await expect(files.get(JSON_PATH)).toMatchFileSnapshot('golden/second.json.txt');
    await expect(files.get(HTML_PATH)).toMatchFileSnapshot('golden/second.html.txt');
  });

  test('keeps keys, files and links that others added', () => {
    const before = JSON.stringify({
      meta: { 'api-version': '1.4' },
      name: 'imaging-io',
      'project-status': { status: 'active' },
      versions: ['0.1'],
      files: [
        { filename: 'imaging_io-0.1.tar.gz', url: 'https://old.example/0.1', hashes: { md5: 'x' }, 'gpg-sig': true },
        { filename: 'imaging_io-1.0.0.tar.gz', url: 'https://old.example/1', hashes: {}, 'core-metadata': true },
      ],
    });
    const link = '<a href="https://old.example/imaging_io-0.0.1.tar.gz" data-x="y">imaging_io-0.0.1.tar.gz</a>';
    const files = written(
      python,
      [one],
      new Map([
        [JSON_PATH, before],
        [HTML_PATH, `<html>${link}</html>`],
      ]),
    );
    const project = parseProject(files.get(JSON_PATH));
    expect(project).toMatchObject({
      meta: { 'api-version': '1.4' },
      'project-status': { status: 'active' },
      versions: ['0.1', '1.0.0'],
    });
    expect(project?.files.slice(0, 2)).toMatchObject([
      { filename: 'imaging_io-0.1.tar.gz', 'gpg-sig': true },
      { filename: 'imaging_io-1.0.0.tar.gz', 'core-metadata': true, hashes: { sha256: 'a'.repeat(64) } },
    ]);
    expect(files.get(HTML_PATH)).toContain(link);
    expect(files.get(HTML_PATH)?.match(/imaging_io-1\.0\.0\.tar\.gz<\/a>/g)).toHaveLength(1);
  });

  test('takes a yank back when the entry does', () => {
    const again = registration({ name: 'Imaging_IO', ecosystem: 'python', versions: [first, second] });
    expect(written(python, [two, again]).get(JSON_PATH)).not.toContain('yanked');
  });

  test('is not written for other ecosystems, for a release without distributions, or for what is no name', () => {
    const npm = registration({ name: 'imaging-io', ecosystem: 'npm', versions: [first] });
    const empty = registration({ name: 'imaging-io', ecosystem: 'python', versions: [version('1.0.0')] });
    const scoped = registration({ name: '@acme/imaging-io', ecosystem: 'python', versions: [first] });
    const path = registration({ name: '../x', ecosystem: 'python', versions: [first] });
    for (const each of [npm, empty, scoped, path]) expect(written(python, [each]).size).toBe(0);
    expect(python.paths(registration({ name: '../x', versions: [] }).candidate, new Map())).toEqual([]);
  });

  test('refuses wheels of another name, which pip would pass over', () => {
    const refused = (name: string, file: string) =>
      python.refuse?.(
        registration({ name, ecosystem: 'python', versions: [version('1.0.0', { assets: [asset(file)] })] }),
        new Map(),
      );
    const wheel = 'acme_imaging-1.0.0-py3-none-any.whl';
    expect(refused('imaging', wheel)).toMatchObject([{ rule: 'name', found: wheel }]);
    expect(refused('@acme/imaging', wheel)).toMatchObject([{ rule: 'name' }]);
    expect(refused('Acme.Imaging', wheel)).toEqual([]);
    expect(refused('imaging', 'imaging-docs-1.0.0.tar.gz')).toEqual([]);
  });

  test('refuses a new package that pip can’t tell from another repository’s', () => {
    const index = written(python, [one]);
    const other = registration({ name: 'imaging.io', ecosystem: 'python', versions: [first] });
    const repository = { ...other.candidate.repository, url: 'https://git.example/acme/other' };
    const elsewhere = { ...other, candidate: { ...other.candidate, repository } };
    const moved = { ...elsewhere, candidate: { ...elsewhere.candidate, registered: other.entry } };
    expect(python.refuse?.(elsewhere, index)).toMatchObject([{ rule: 'name-taken' }]);
    expect(python.refuse?.(moved, index)).toEqual([]);
    expect(python.refuse?.(other, index)).toEqual([]);
    expect(python.refuse?.(elsewhere, new Map())).toEqual([]);
  });

  const pythonName = fc.stringMatching(/^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,12}[A-Za-z0-9])?$/);
  const distributions = (name: string, number: string) =>
    fc.oneof(
      fc.constant(`${name.replace(/[-.]/g, '_')}-${number}-py3-none-any.whl`),
      hostileText.map((text) => `${name}-${text.replaceAll('-', '')}.tar.gz`),
    );

  test('says again what it was told, and writing twice changes nothing', () => {
    fc.assert(
      fc.property(entries('python', pythonName, distributions), (each) => {
        const files = written(python, [each]);
        const path = `simple/${normaliseName(each.entry.name)}/index.json`;
        const listed = each.entry.versions.flatMap(({ assets }) =>
          assets.filter(({ name }) => parseDistribution(name)?.name === normaliseName(each.entry.name)),
        );
        const project = parseProject(files.get(path));
        const found = new Map(project?.files.map((file) => [file.filename, file]));
        expect(new Set(found.keys())).toEqual(new Set(listed.map(({ name }) => name)));
        for (const { name, url, size } of listed) expect(found.get(name)).toMatchObject({ filename: name, url, size });
        expect(written(python, [each], files)).toEqual(files);
      }),
    );
  });

  test('lets nobody’s text out of its place in the page', () => {
    fc.assert(
      fc.property(entries('python', pythonName, distributions), (each) => {
        const page = written(python, [each]).get(`simple/${normaliseName(each.entry.name)}/index.html`) ?? '';
        const inside = page.slice(page.indexOf('</h1>'), page.indexOf('</body>'));
        const links = inside.replace(/<a (?:[a-z-]+="[^"<>]*" ?)+>[^<>]*<\/a><br>/g, '');
        expect(links.replace('</h1>', '').trim()).toBe('');
      }),
    );
  });
});

test.each([
  ['imaging_io-1.0.0-py3-none-any.whl', { name: 'imaging-io', version: '1.0.0' }],
  ['imaging_io-1.0.0-1-cp312-cp312-manylinux_2_28_x86_64.whl', { name: 'imaging-io', version: '1.0.0' }],
  ['Imaging.IO-1.0rc1.tar.gz', { name: 'imaging-io', version: '1.0rc1' }],
  ['imaging-io-1.0.0.tar.gz', { name: 'imaging-io', version: '1.0.0' }],
  ['imaging_io-1.0.0.zip', null],
  ['docs.tar.gz', null],
])('%s is read as a distribution', (file, expected) => {
  expect(parseDistribution(file)).toEqual(expected);
});
