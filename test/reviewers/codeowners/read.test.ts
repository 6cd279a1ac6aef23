import { expect, test } from 'vitest';
import { readCodeowners } from '../../../src/reviewers/codeowners/read.ts';

const lines = ['* @acme/platform', '/docs/ @alice'];

test('one version is compiled once, however it came', () => {
  expect(readCodeowners(lines.join('\n'))).toBe(readCodeowners(`${lines[0]}\n${lines[1]}`));
});

test('another version is another', () => {
  const [before, after] = [readCodeowners(lines.join('\n')), readCodeowners(lines.slice(0, 1).join('\n'))];
  expect(before.match('docs/a.md')?.owners).toEqual(['@alice']);
  expect(after.match('docs/a.md')?.owners).toEqual(['@acme/platform']);
});

test('versions long unused are forgotten, the one in use is not', () => {
  const used = readCodeowners('used @a');
  const unused = readCodeowners('unused @a');
  for (let version = 0; version < 200; version++) {
    readCodeowners(`version-${version} @a`);
    readCodeowners('used @a');
  }
  expect(readCodeowners('used @a')).toBe(used);
  expect(readCodeowners('unused @a')).not.toBe(unused);
});
