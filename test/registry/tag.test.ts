import { describe, expect, test } from 'vitest';
import { readTag } from '../../src/registry/tag.ts';

const one = [{ name: 'http-client', path: '.' }];
const many = [
  { name: 'Imaging', path: 'packages/imaging' },
  { name: '@acme/io', path: 'packages/io' },
];

describe('a tag', () => {
  test.each([
    ['v1.2.3', one, 'http-client', '1.2.3'],
    ['1.2.3', one, 'http-client', '1.2.3'],
    ['http-client@1.2.3', one, 'http-client', '1.2.3'],
    ['Imaging-v0.3.0', many, 'Imaging', '0.3.0'],
    ['@acme/io@2.0.0-rc.1', many, '@acme/io', '2.0.0-rc.1'],
    ['packages/io/v2.0.0', many, '@acme/io', '2.0.0'],
    ['2024.05.1', one, 'http-client', '2024.5.1'],
    ['v1.2', one, 'http-client', '1.2.0'],
    ['release/v1.2.3', one, 'http-client', '1.2.3'],
    ['client_1_2_3', one, 'http-client', '1.2.3'],
    ['v1.2.3@next', one, 'http-client', '1.2.3'],
    ['r1.2', one, 'http-client', '1.2.0'],
    ['imaging-io-1.2.3', [...many, { name: 'imaging', path: '.' }], '@acme/io', '1.2.3'],
    ['http_client-1.2.3', one, 'http-client', '1.2.3'],
    ['acme-io-v1.2.3', many, '@acme/io', '1.2.3'],
    ['acme/io@1.2.3', many, '@acme/io', '1.2.3'],
    ['storage/blob/v1.2.3', [...many, { name: 'blob-go', path: 'sdk/storage/blob' }], 'blob-go', '1.2.3'],
    ['release-2024-05-01', one, 'http-client', '2024.5.1'],
    ['log4j-2.17.1', [{ name: 'log4j', path: '.' }], 'log4j', '2.17.1'],
  ])('%s', (tag, packages, name, version) => {
    expect(readTag({ tag, packages, repository: 'http-client' })).toMatchObject({
      kind: 'version',
      package: { name },
      version,
    });
  });

  test.each([
    'latest',
    'v1',
    'nightly',
    'stable',
    'action.v2',
    'v2.x',
    'fix/drop-down',
    'v3-snapshot-2021-01-21',
    'nightly-2024-05-01',
  ])('%s names no version', (tag) => {
    expect(readTag({ tag, packages: one, repository: 'http-client' }).kind).toBe('not-a-version');
  });

  test.each(['1.2.3p1', 'v1.0.0.pre.alpha', 'v99999999999999999999.0.0', '20240501', '1.2.3_1'])(
    '%s is meant as a version, and asks for one that can be read',
    (tag) => {
      expect(readTag({ tag, packages: one, repository: 'http-client' })).toMatchObject({
        kind: 'unclear',
        summary: expect.stringContaining('looks like a version'),
        fix: expect.stringContaining('v1.2.3'),
      });
    },
  );

  test.each(['io-v1.0.0', 'i.o-v1.0.0'])('%s that several packages could be meant by says so', (tag) => {
    const packages = [
      { name: 'i-o', path: 'a/io' },
      { name: 'i_o', path: 'b/io' },
    ];
    expect(readTag({ tag, packages, repository: 'http-client' }).kind).toBe('unclear');
  });

  test('of a monorepo without a package’s name says so', () => {
    expect(readTag({ tag: 'v1.0.0', packages: many, repository: 'imaging' })).toMatchObject({
      kind: 'unclear',
      fix: expect.stringContaining('Imaging, @acme/io'),
    });
  });

  test('with another project’s name asks for a pattern', () => {
    expect(readTag({ tag: 'node-v0.11.0', packages: one, repository: 'http-client' })).toMatchObject({
      kind: 'unclear',
      fix: expect.stringContaining('registry.tags'),
    });
  });

  test('is held against a pattern letter by letter', () => {
    const read = (tag: string) => readTag({ tag, packages: one, repository: 'x', patterns: ['a{2,1}.{version}'] });
    expect(read('a{2,1}.1.0.0')).toMatchObject({ kind: 'version', version: '1.0.0' });
    expect(read('aax1.0.0').kind).toBe('unclear');
  });

  test('can be read by a pattern of the policy', () => {
    expect(
      readTag({ tag: 'Imaging_r1.0.0', packages: many, repository: 'imaging', patterns: ['{package}_r{version}'] }),
    ).toMatchObject({ package: { name: 'Imaging' }, version: '1.0.0' });
  });
});
