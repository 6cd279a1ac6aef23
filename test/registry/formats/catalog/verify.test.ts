import { describe, expect, test } from 'vitest';
import type { PackageEntry } from '../../../../src/domain/package-entry.ts';
import { formatEntry } from '../../../../src/registry/formats/catalog/entry.ts';
import { verifyCatalog } from '../../../../src/registry/formats/catalog/verify.ts';
import { asset, registration, treeOf, version } from '../../../support/registration.ts';

const entry = (change: Partial<PackageEntry> = {}) =>
  registration({
    name: 'imaging',
    versions: [version('1.9.0', { assets: [asset('imaging.zip')] }), version('1.10.0-rc.1'), version('1.10.0')],
    ...change,
  }).entry;
const findings = (files: Record<string, string>) =>
  verifyCatalog(treeOf(files)).map(({ path, summary }) => [path, summary]);

test('entries as they are written are in order', () => {
  const scoped = formatEntry(entry({ name: '@acme/io' }));
  expect(findings({ 'packages/imaging.json': formatEntry(entry()), 'packages/@acme/io.json': scoped })).toEqual([]);
});

describe('is not in order:', () => {
  const text = formatEntry(entry());
  const without = (key: string) => formatEntry({ ...entry(), [key]: undefined });
  test.each([
    ['no JSON', '{', 'no JSON'],
    ['a missing key', without('repository'), 'repository: '],
    ['an unknown key', text.replace('{', '{ "extra": 1,'), 'extra'],
    ['an unknown tier', text.replace('"research"', '"gold"'), 'tier: '],
    ['a tree that is none', text.replace('dddd', 'xxxx'), 'versions[0].tree: must be 40'],
    ['a digest that is none', text.replace('aaaa', 'xxxx'), 'versions[0].assets[0].sha256: must be 64'],
    ['a version that is none', text.replace('"1.9.0"', '"1.9"'), 'versions[0].version: must be'],
    ['another name', formatEntry(entry({ name: 'other' })), 'holds the package other'],
    ['versions out of order', formatEntry(entry({ versions: [version('1.10.0'), version('1.9.0')] })), 'semver order'],
    [
      'a version twice',
      formatEntry(entry({ versions: [version('1.9.0'), version('1.9.0')] })),
      '1.9.0 stands there twice',
    ],
    ['another version than its tag', text.replace('"v1.9.0"', '"v1.8.0"'), 'The tag v1.8.0 isn’t that of 1.9.0'],
    ['a tag twice', text.replace('"v1.9.0"', '"v1.10.0"'), '1.9.0 and 1.10.0 have the same tag'],
    ['a prerelease that isn’t called so', text.replace('"prerelease": true', '"prerelease": false'), 'prerelease'],
    ['no version', formatEntry(entry({ versions: [] })), 'versions: '],
    ['other blanks', JSON.stringify(JSON.parse(text)), 'canonical form'],
    [
      'keys in another order',
      `${JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text)).reverse()), null, 2)}\n`,
      'canonical form',
    ],
  ])('%s', (_, content, expected) => {
    const found = findings({ 'packages/imaging.json': content });
    expect(found.map(([, summary]) => summary).join('\n')).toContain(expected);
    expect(found.every(([path]) => path === 'packages/imaging.json')).toBe(true);
  });

  test('two files that differ by case alone', () => {
    const files = { 'packages/Imaging.json': formatEntry(entry({ name: 'Imaging' })), 'packages/imaging.json': text };
    expect(findings(files)).toEqual([['packages/imaging.json', expect.stringContaining('by case alone')]]);
  });
});
