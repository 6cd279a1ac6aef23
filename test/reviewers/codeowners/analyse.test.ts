import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { repeated, unused } from '../../../src/reviewers/codeowners/analyse.ts';
import { compileCodeowners } from '../../../src/reviewers/codeowners/match.ts';
import { parseCodeowners } from '../../../src/reviewers/codeowners/parse.ts';

const rulesOf = (lines: readonly string[]) => parseCodeowners(lines.map((line) => `${line} @a`).join('\n')).rules;
const linesOf = (rules: readonly { readonly line: number }[]) => rules.map(({ line }) => line);

describe('repeated', () => {
  test('names all but the last line of the same meaning', () => {
    const found = repeated(rulesOf(['/docs/', '*.md', 'docs/api', '/docs/', '/docs/api', '/docs/']));
    expect(found.map(({ rule, by }) => [rule.line, ...linesOf(by)])).toEqual([
      [1, 6],
      [3, 5],
      [4, 6],
    ]);
  });

  test('does not take a folder for a file, nor any depth for the root', () => {
    expect(repeated(rulesOf(['docs', 'docs/', '/docs', '/docs/', '/docs/*', '/docs/*/']))).toEqual([]);
  });
});

describe('unused', () => {
  const paths = ['README.md', 'docs/a.md', 'docs/api/b.md', 'src/a.ts'];

  test('tells lines without a file from lines that later ones take all files from', () => {
    const rules = rulesOf(['*', '/docs/', '/old/', '*.jl', '*.md', '/src/']);
    const { unmatched, shadowed } = unused(rules, paths);
    expect(linesOf(unmatched)).toEqual([3, 4]);
    expect(shadowed.map(({ rule, by }) => [rule.line, ...linesOf(by)])).toEqual([
      [1, 5, 6],
      [2, 5],
    ]);
  });

  test('decides on the files there are', () => {
    const rules = rulesOf(['/docs/', '*.md']);
    expect(unused(rules, paths).shadowed).toHaveLength(1);
    expect(unused(rules, [...paths, 'docs/picture.png']).shadowed).toEqual([]);
  });

  test('of no files, and of no lines', () => {
    expect(linesOf(unused(rulesOf(['*', 'a']), []).unmatched)).toEqual([1, 2]);
    expect(unused([], paths)).toEqual({ unmatched: [], shadowed: [] });
  });

  test('of a thousand lines over the same files is told in no time, and none is called unmatched that isn’t', () => {
    const rules = rulesOf(Array.from({ length: 1000 }, (_, index) => `/a/**/${'*'.repeat(index + 1)}f`));
    const files = Array.from({ length: 500 }, (_, index) => `a/${index}/f`);
    const begun = performance.now();
    const { unmatched, shadowed } = unused(rules, files);
    expect(performance.now() - begun).toBeLessThan(5000);
    expect(unmatched).toEqual([]);
    expect(linesOf(shadowed.map(({ rule }) => rule))).toContain(999);
  });

  test('says of each line what looking at it alone says', () => {
    const patterns = fc.array(fc.constantFrom('*', 'a', '/a/', 'a/b', '*.md', '/a/*', '**/b', 'c/', '/b*', 'x'), {
      maxLength: 8,
    });
    const trees = fc.uniqueArray(fc.constantFrom('a', 'a/b', 'a/b/c', 'b/x.md', 'c/b', 'bb', 'd/a'), { maxLength: 7 });
    fc.assert(
      fc.property(patterns, trees, (lines, tree) => {
        const rules = rulesOf(lines);
        const matches = (index: number, path: string) =>
          compileCodeowners({ rules: rules.slice(index, index + 1), problems: [] }).match(path) !== null;
        const decides = (index: number, path: string) =>
          matches(index, path) && !rules.some((_, later) => later > index && matches(later, path));
        const { unmatched, shadowed } = unused(rules, tree);
        for (const [index, rule] of rules.entries()) {
          const any = tree.some((path) => matches(index, path));
          const idle = !tree.some((path) => decides(index, path));
          expect(unmatched.includes(rule)).toBe(!any);
          expect(shadowed.some((each) => each.rule === rule)).toBe(any && idle);
        }
      }),
    );
  });
});
