import { describe, expect, test } from 'vitest';
import { parseManifest } from '../../src/config/files.ts';
import { filesFields, readFiles } from '../../src/github/read-files.ts';

/** What GitHub answers about one file. */
function read(path: string, answer: { text: string | null; isTruncated: boolean } | null) {
  const alias = new RegExp(`(text\\d+): object\\(expression: "HEAD:${path}"\\)`).exec(filesFields('HEAD'))?.[1] ?? '';
  return readFiles({ [alias]: answer }).texts.get(path);
}

describe('a file of a repository', () => {
  test('is read where GitHub gives all of its text', () => {
    expect(read('innersource.yml', { text: 'version: 1\n', isTruncated: false })).toBe('version: 1\n');
    expect(read('innersource.yml', null)).toBeUndefined();
  });

  test.each([
    { text: null, isTruncated: false },
    { text: 'version: 1\nowners: ["@al', isTruncated: true },
  ])('that is a manifest and no text, or not whole, is a broken one, not a missing one: %j', (answer) => {
    const text = read('innersource.yml', answer) ?? '';
    expect(parseManifest('innersource.yml', text)).toMatchObject({
      value: null,
      problems: [{ line: 1, message: expect.stringContaining('no text, or too long') }],
    });
    expect(read('README.md', answer)).toBeUndefined();
  });
});
