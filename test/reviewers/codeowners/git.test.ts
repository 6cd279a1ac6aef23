import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compileCodeowners } from '../../../src/reviewers/codeowners/match.ts';
import { parseCodeowners } from '../../../src/reviewers/codeowners/parse.ts';

/**
 * Git is asked what it makes of the same patterns. Where GitHub reads them otherwise by its documentation, or where that doesn't say, they are
 * left out: `!`, `#`, `[` (GitHub doesn't know them), a lone last `*` behind a separator (owns the files of that folder only, while git takes what
 * lies below, too) and a last `**` with a separator behind it. What isn't ASCII is left out as well: git's `?` is a byte.
 */
const isShared = (pattern: string) => !/\/\*$/.test(pattern) && !/\*\*\/$/.test(pattern);

const PARTS = [
  'a',
  'b',
  'ab',
  '.a',
  '*',
  '**',
  'a*',
  '*b',
  '*a*',
  'a*b*',
  'a**b',
  '?',
  'a?',
  '?b',
  '\\a',
  'a\\*',
  'a\\ b',
];
const NAMES = ['a', 'b', 'ab', 'ba', 'abb', 'axb', '.a', 'a*', 'a b', 'c'];

const patterns = fc
  .record({
    root: fc.boolean(),
    parts: fc.array(fc.constantFrom(...PARTS), { minLength: 1, maxLength: 4 }),
    folder: fc.boolean(),
  })
  .map(({ root, parts, folder }) => `${root ? '/' : ''}${parts.join('/')}${folder ? '/' : ''}`)
  .filter(isShared);
const paths = fc.array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 5 }).map((names) => names.join('/'));

let repository: string;
beforeAll(() => {
  repository = mkdtempSync(join(tmpdir(), 'innkeeper-git-'));
  execFileSync('git', ['init', '--quiet', '.'], { cwd: repository });
  execFileSync('git', ['config', 'core.ignoreCase', 'false'], { cwd: repository });
});
afterAll(() => rmSync(repository, { recursive: true }));

/** Which of the paths git ignores by each pattern: a folder with a `.gitignore` of its own for each, so that one call answers for all. */
function ignoredByGit(given: readonly string[], asked: readonly string[]): readonly string[] {
  for (const [index, pattern] of given.entries()) {
    mkdirSync(join(repository, `${index}`), { recursive: true });
    writeFileSync(join(repository, `${index}`, '.gitignore'), `${pattern}\n`);
  }
  const input = given.flatMap((_, index) => asked.map((path) => `${index}/${path}`)).join('\0');
  const { status, stdout, stderr } = spawnSync('git', ['check-ignore', '--no-index', '--stdin', '-z'], {
    cwd: repository,
    input,
    encoding: 'utf8',
  });
  // 1 says that none is ignored.
  if (status !== 0 && status !== 1) throw new Error(stderr);
  return stdout.split('\0').filter(Boolean);
}

function ownedByUs(given: readonly string[], asked: readonly string[]): readonly string[] {
  return given.flatMap((pattern, index) => {
    const matcher = compileCodeowners(parseCodeowners(`${pattern} @a`));
    return asked.filter((path) => matcher.match(path)).map((path) => `${index}/${path}`);
  });
}

test('a pattern that both know matches what git matches', () => {
  const several = fc.uniqueArray(patterns, { minLength: 30, maxLength: 30 });
  const everywhere = fc.uniqueArray(paths, { minLength: 40, maxLength: 40 });
  fc.assert(
    fc.property(several, everywhere, (given, asked) => {
      const named = (found: readonly string[]) => found.map((path) => `${given[Number.parseInt(path, 10)]} → ${path}`);
      expect(named(ownedByUs(given, asked))).toEqual(named(ignoredByGit(given, asked)));
    }),
    { numRuns: 60 },
  );
});

test('of many rules, the last that matches alone decides', () => {
  const several = fc.array(patterns, { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(several, fc.array(paths, { minLength: 1, maxLength: 30 }), (given, asked) => {
      const text = given.map((pattern) => `${pattern} @a`).join('\n');
      const together = compileCodeowners(parseCodeowners(text));
      const alone = given.map((pattern) => compileCodeowners(parseCodeowners(`${pattern} @a`)));
      for (const path of asked) {
        const last = alone.findLastIndex((matcher) => matcher.match(path));
        expect(together.match(path)?.line ?? 0).toBe(last + 1);
      }
    }),
    { numRuns: 300 },
  );
});
