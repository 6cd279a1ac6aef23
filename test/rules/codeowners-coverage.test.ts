import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeownersCoverage } from '../../src/rules/codeowners-coverage.ts';
import { factsOf } from '../support/repository.ts';

const CONTEXT = { findings: new Map(), requires: { prototype: [], research: [], tooling: [], production: [] } };

function judge(text: string, paths: readonly string[] | undefined, options = {}) {
  return codeownersCoverage.evaluate(factsOf({ CODEOWNERS: text }, { paths }), options, CONTEXT);
}

const PATHS = ['CODEOWNERS', 'docs/a.md', 'docs/b.md', 'src/a.ts', 'src/old/a.ts', 'src/old/b.ts', 'src/old/c/d.ts'];

describe('codeowners-coverage', () => {
  test('names the topmost folders without owners, the largest first', () => {
    expect(judge('/src/*.ts @a\n', PATHS)).toMatchObject({
      status: 'fail',
      summary: '14 % of 7 files have owners.',
      expected: 'At least 80 %.',
      found: 'Without owners: src/old/ (3 files), docs/ (2 files), one file elsewhere.',
      fix: 'Add a line such as "/src/old/ @org/team" to CODEOWNERS.',
      path: 'CODEOWNERS',
    });
  });

  test('is content from the minimum on', () => {
    const text = '/src/ @a\n/docs/ @a\n';
    expect(judge(text, PATHS)).toMatchObject({ status: 'pass', summary: '85 % of 7 files have owners.' });
    expect(judge(text, PATHS, { minimum: 85 }).status).toBe('pass');
    expect(judge(text, PATHS, { minimum: 86 })).toMatchObject({
      status: 'fail',
      found: 'Without owners: one file elsewhere.',
      fix: 'Add "* @org/team" as the first line of CODEOWNERS.',
    });
  });

  test('counts what a line without owners clears as without', () => {
    expect(judge('* @a\n/src/\n', PATHS)).toMatchObject({ found: 'Without owners: src/ (4 files).' });
  });

  test('tells a repository without any owners, and few of many folders', () => {
    expect(judge('/none/ @a\n', ['a', 'b'])).toMatchObject({
      found: 'Without owners: the whole repository (2 files).',
      fix: expect.stringContaining('first line'),
    });
    const many = Array.from({ length: 9 }, (_, index) => `folder ${index}/file`);
    expect(judge('/a @a\n', ['a', ...many])).toMatchObject({
      found: expect.stringMatching(/^Without owners: (?:folder \d\/ \(one file\), ){5}4 files elsewhere\.$/),
      fix: expect.stringContaining('"/folder\\ 0/ @org/team"'),
    });
  });

  test('does not apply where the files or the owners aren’t known', () => {
    expect(judge('* @a\n', undefined).status).toBe('not-applicable');
    expect(codeownersCoverage.evaluate(factsOf({}, { paths: ['a'] }), {}, CONTEXT).status).toBe('not-applicable');
  });

  test('the line it proposes gives owners to at least the files it names', () => {
    const names = fc.constantFrom('a', 'b c', 'd*', '[e]', 'f?', 'g\\h');
    const tree = fc.uniqueArray(
      fc.array(names, { minLength: 2, maxLength: 4 }).map((parts) => `${parts.join('/')}/x`),
      {
        minLength: 1,
      },
    );
    fc.assert(
      fc.property(tree, (paths) => {
        const all = ['y', ...paths];
        const before = judge('/y @a\n', all, { minimum: 100 });
        const line = /"(.*)"/.exec(before.fix ?? '')?.[1] ?? '';
        const after = judge(`/y @a\n${line}\n`, all, { minimum: 100 });
        const share = (finding: { summary: string }) => Number.parseInt(finding.summary, 10);
        expect(share(after)).toBeGreaterThan(share(before));
      }),
    );
  });
});
