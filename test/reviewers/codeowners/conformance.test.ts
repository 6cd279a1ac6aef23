import { describe, expect, test } from 'vitest';
import { CODEOWNERS_SIZE_LIMIT } from '../../../src/reviewers/codeowners/location.ts';
import { compileCodeowners } from '../../../src/reviewers/codeowners/match.ts';
import { parseCodeowners } from '../../../src/reviewers/codeowners/parse.ts';

/**
 * What GitHub's page "About code owners" says, sentence by sentence, and what gitignore(5) says where that page refers to it.
 * @see https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 */
function ownersOf(text: string | readonly string[], path: string): readonly string[] | null {
  const lines = typeof text === 'string' ? text : text.join('\n');
  return compileCodeowners(parseCodeowners(lines)).match(path)?.owners ?? null;
}

type Case = readonly [pattern: string, owned: readonly string[], not: readonly string[]];

const ANCHORS: readonly Case[] = [
  ['notes.md', ['notes.md', 'a/notes.md', 'a/b/notes.md'], ['notes.mdx', 'my-notes.md', 'notes_md']],
  ['/notes.md', ['notes.md'], ['a/notes.md']],
  ['a/notes.md', ['a/notes.md'], ['b/a/notes.md', 'notes.md']],
  ['/a/notes.md', ['a/notes.md'], ['b/a/notes.md']],
  ['**/a/notes.md', ['a/notes.md', 'b/a/notes.md', 'c/b/a/notes.md'], ['a/b/notes.md']],
];

const FOLDERS: readonly Case[] = [
  ['apps/', ['apps/x', 'apps/x/y', 'lib/apps/x'], ['apps', 'lib/apps', 'myapps/x']],
  ['/apps/', ['apps/x', 'apps/x/y'], ['apps', 'lib/apps/x']],
  ['/apps', ['apps', 'apps/x', 'apps/x/y'], ['lib/apps', 'apps2']],
  ['apps', ['apps', 'apps/x', 'lib/apps', 'lib/apps/x/y'], ['apps2', 'my-apps/x']],
  ['/build/logs/', ['build/logs/a', 'build/logs/a/b'], ['build/logs', 'a/build/logs/b']],
  ['build/logs', ['build/logs', 'build/logs/a/b'], ['a/build/logs']],
  ['/app*/', ['apps/x', 'app/x/y'], ['apps', 'a/apps/x']],
  ['/apps/*/api/', ['apps/x/api/a', 'apps/x/api/a/b'], ['apps/api/a', 'apps/x/y/api/a', 'apps/x/api']],
];

const STARS: readonly Case[] = [
  ['*', ['a', 'a/b', '.a/.b'], []],
  ['/*', ['a', '.a'], ['a/b']],
  ['docs/*', ['docs/a.md', 'docs/.a'], ['docs/a/b.md', 'x/docs/a.md', 'docs']],
  ['/docs/*', ['docs/a.md'], ['docs/a/b.md']],
  ['docs/*/', ['docs/a/b.md', 'docs/a/b/c.md'], ['docs/a.md']],
  ['docs/**', ['docs/a.md', 'docs/a/b.md'], ['docs', 'x/docs/a.md']],
  ['docs/**/*', ['docs/a.md', 'docs/a/b.md'], ['docs']],
  ['docs/**/*.md', ['docs/a.md', 'docs/a/b.md', 'docs/a/b/c.md'], ['docs/a.txt', 'a.md']],
  ['docs/*.md', ['docs/a.md', 'docs/.md'], ['docs/a/b.md', 'docs/a.mdx']],
  ['*.js', ['a.js', 'a/b.js', '.js', 'a.js/b'], ['a.jsx', 'js']],
  ['/*.js', ['a.js'], ['a/b.js']],
  ['a*c', ['ac', 'abc', 'abbc/x', 'd/abc'], ['a/c', 'abcd']],
  ['a*b*c', ['abc', 'axbxc', 'abbcc'], ['acb', 'ab/c']],
  ['*a*', ['a', 'bab', 'x/bab/y'], ['b', 'b/c']],
  ['**/logs', ['logs', 'logs/a', 'a/logs', 'a/b/logs/c'], ['logs2', 'a/mylogs']],
  ['**/logs/*.log', ['logs/a.log', 'x/logs/a.log'], ['logs/a/b.log']],
  ['a/**/z', ['a/z', 'a/b/z', 'a/b/c/z', 'a/b/z/y'], ['a/zz', 'b/a/z']],
  ['**', ['a', 'a/b'], []],
  ['/**', ['a', 'a/b'], []],
  ['a**b', ['ab', 'axxb'], ['a/b']],
];

const QUESTION_MARKS: readonly Case[] = [
  ['a?c', ['abc', 'x/abc', 'aéc', 'a😀c'], ['ac', 'a/c', 'abbc']],
  ['/?', ['a', 'a/b'], ['ab', 'a2/b']],
  ['a?*', ['ab', 'abc'], ['a']],
];

const ESCAPES: readonly Case[] = [
  ['a\\ b.md', ['a b.md', 'x/a b.md'], ['a', 'a\\ b.md']],
  ['/my\\ docs/', ['my docs/a'], ['my/docs/a']],
  ['a\\*', ['a*'], ['ab', 'a']],
  ['a\\?', ['a?'], ['ab']],
  ['\\[id\\].ts', ['[id].ts', 'a/[id].ts'], ['i.ts']],
  ['*\\].ts', ['[id].ts', '].ts'], ['a.ts']],
  ['\\!a', ['!a'], ['a']],
  ['a\\b', ['ab'], ['a\\b']],
];

const LITERALS: readonly Case[] = [
  ['{a,b}', ['{a,b}'], ['a', 'b']],
  ['a.b', ['a.b'], ['axb']],
  ['a+(b)|c$', ['a+(b)|c$'], ['ab', 'c']],
  ['"a"', ['"a"'], ['a']],
  ['~/a', ['~/a'], ['a']],
  ['a#b', ['a#b'], ['a']],
  ['Docs/', ['Docs/a'], ['docs/a', 'DOCS/a']],
  ['README', ['README'], ['Readme', 'readme']],
  ['straße', ['straße'], ['strasse']],
  ['/日本　語/', ['日本　語/a'], ['日本/a']],
  ['/no\u00a0break', ['no\u00a0break'], ['no break', 'no']],
];

describe.each([
  ['a separator at the beginning or in the middle anchors at the root', ANCHORS],
  ['a folder is owned with all below', FOLDERS],
  ['a star stays in its folder, two go anywhere; a lone last star takes the files of that folder only', STARS],
  ['a question mark is any one character but the separator', QUESTION_MARKS],
  ['a backslash takes the next character for itself', ESCAPES],
  ['all else stands for itself, case included', LITERALS],
])('%s', (_, cases) => {
  test.each(cases)('%s', (pattern, owned, not) => {
    const matched = (path: string) => ownersOf(`${pattern} @o`, path) !== null;
    expect({ owned: owned.filter(matched), not: not.filter(matched) }).toEqual({ owned, not: [] });
  });
});

describe('lines', () => {
  test('the last matching line decides alone', () => {
    const lines = ['*.md @a', 'docs/ @b', 'docs/*.md @c @d'];
    expect(ownersOf(lines, 'docs/x.md')).toEqual(['@c', '@d']);
    expect(ownersOf(lines, 'docs/x/y.md')).toEqual(['@b']);
    expect(ownersOf([...lines].reverse(), 'docs/x.md')).toEqual(['@a']);
  });

  test('the same pattern on a later line takes the place of the earlier one', () => {
    expect(ownersOf(['/a/ @a', '/a/ @b'], 'a/x')).toEqual(['@b']);
    expect(ownersOf(['a\\b @a', 'ab @b'], 'ab')).toEqual(['@b']);
  });

  test('a line without owners clears ownership', () => {
    expect(ownersOf(['/apps/ @a', '/apps/github'], 'apps/github')).toEqual([]);
    expect(ownersOf(['/apps/ @a', '/apps/github # nobody'], 'apps/github/x')).toEqual([]);
    expect(ownersOf(['/apps/ @a', '/apps/github'], 'apps/x')).toEqual(['@a']);
  });

  test('a line that can’t be read is skipped, and the others count', () => {
    expect(ownersOf(['* @a', '*.md nobody @b'], 'x.md')).toEqual(['@a']);
    expect(ownersOf(['* @a', '!x.md @b'], 'x.md')).toEqual(['@a']);
    expect(ownersOf(['* @a', '[Section]', '*.md @b'], 'x.md')).toEqual(['@b']);
  });

  test.each([
    ['* @a # why', ['@a']],
    ['* @a #why', ['@a']],
    ['* @a#why', ['@a']],
    ['\t*\t@a\t@b\t', ['@a', '@b']],
    ['  * @acme/a-b_c.d  ', ['@acme/a-b_c.d']],
    ['* a.b+c@d.example', ['a.b+c@d.example']],
    ['\uFEFF* @a', ['@a']],
    ['* @a\r\n# no\r\n', ['@a']],
    ['# * @b\n\n* @a\n   # * @c', ['@a']],
    ['* @octo_acme @a-', ['@octo_acme', '@a-']],
  ])('%j is owned by %j', (text, owners) => {
    expect(ownersOf(text, 'x')).toEqual(owners);
  });

  test('a file of 3 MB is not loaded, one byte less is', () => {
    const line = '* @a\n';
    const filled = (bytes: number) => line + '#'.repeat(bytes - line.length);
    expect(ownersOf(filled(CODEOWNERS_SIZE_LIMIT), 'x')).toBeNull();
    expect(parseCodeowners(filled(CODEOWNERS_SIZE_LIMIT)).problems).toMatchObject([{ kind: 'size', line: 1 }]);
    expect(ownersOf(filled(CODEOWNERS_SIZE_LIMIT - 1), 'x')).toEqual(['@a']);
    const umlauts = `${line}#${'ü'.repeat(CODEOWNERS_SIZE_LIMIT / 2)}`;
    expect(ownersOf(umlauts, 'x')).toBeNull();
  });
});

describe('a path', () => {
  test('that ends in a separator asks for the folder', () => {
    expect(ownersOf('/docs/ @a', 'docs/')).toEqual(['@a']);
    expect(ownersOf('/docs @a', 'docs/')).toEqual(['@a']);
    expect(ownersOf('/docs/* @a', 'docs/')).toBeNull();
  });

  test('of many folders, and many paths at once, are answered', () => {
    const deep = Array.from({ length: 2000 }, () => 'a').join('/');
    expect(ownersOf('/a/**/b @a', `${deep}/b`)).toEqual(['@a']);
    const matcher = compileCodeowners(parseCodeowners('/f7/ @a'));
    const owned = Array.from({ length: 30_000 }, (_, index) => `f${index}/x`).filter((path) => matcher.match(path));
    expect(owned).toEqual(['f7/x']);
  });

  test('is not looked at for hours, whatever the pattern', () => {
    const begun = performance.now();
    expect(ownersOf(`${'*a'.repeat(40)}*b @a`, 'a'.repeat(250))).toBeNull();
    expect(ownersOf(`/${'**/a/'.repeat(40)}b @a`, `${'a/'.repeat(250)}c`)).toBeNull();
    expect(performance.now() - begun).toBeLessThan(2000);
  });
});

describe('problems', () => {
  test.each([
    ['!a @b', 1, 'pattern', 'exceptions'],
    ['\\#a @b', 1, 'pattern', 'escaped #'],
    ['[a-z].ts @b', 1, 'pattern', 'ranges'],
    ['  a[b @b', 3, 'pattern', 'ranges'],
    ['/ @b', 1, 'pattern', 'matches nothing'],
    ['/a\u00a0@b', 1, 'pattern', 'no space'],
    ['a @b\u00a0@c', 3, 'owner', 'is no owner'],
    ['a b @c', 3, 'owner', 'b is no owner'],
    ['a @b c@ @d', 6, 'owner', 'c@ is no owner'],
    ['a @-b', 3, 'owner', '@-b is no owner'],
    ['[Database]', 1, 'foreign', 'no sections'],
    ['[Database] @a', 1, 'foreign', 'no sections'],
    ['^[Data base]', 1, 'foreign', 'no sections'],
    ['[Database][2] @a', 1, 'foreign', 'approvals'],
    ['^[Database][2]', 1, 'foreign', 'approvals'],
    ['a @@maintainer', 3, 'foreign', '@@'],
    ['a @acme/group/sub', 3, 'foreign', 'nested'],
    ['a @acme/team:random(2)', 3, 'foreign', 'chooses no reviewers'],
    ['a @"Ada Byron"', 3, 'foreign', 'quotes around an owner'],
    ['"a b/*" @c', 1, 'foreign', 'quotes around a pattern'],
    ['@@@Devs @a @b', 1, 'foreign', 'groups'],
    ['CODEOWNERS.toplevel.create_pull_request_comment enable', 1, 'foreign', 'settings'],
    ['Check(@@Devs >= 2)', 1, 'foreign', 'checks'],
    ['a @b, @c', 3, 'foreign', 'commas'],
  ])('%s has one at column %i, of kind %s: %s', (line, column, kind, words) => {
    const { rules, problems } = parseCodeowners(`* @a\n${line}`);
    expect(rules).toHaveLength(1);
    expect(problems).toMatchObject([{ line: 2, column, kind, message: expect.stringContaining(words), source: line }]);
    expect(problems[0]?.fix).toMatch(/^.{10,}\.$/);
  });

  test.each(['CODEOWNERS @a', 'CODEOWNERS.sample_file @a', 'Check(list) @a', '"a" @a', 'a\\[1\\] @a'])(
    'what only looks like another platform’s is read: %s',
    (line) => expect(parseCodeowners(line)).toMatchObject({ rules: [{ owners: ['@a'] }], problems: [] }),
  );
});
