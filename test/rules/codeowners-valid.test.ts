import { describe, expect, test } from 'vitest';
import type { ProjectFacts } from '../../src/domain/facts.ts';
import type { ResolvedOwner } from '../../src/domain/person.ts';
import { codeownersValid } from '../../src/rules/codeowners-valid.ts';
import { factsOf } from '../support/repository.ts';

const CONTEXT = { findings: new Map(), requires: { prototype: [], research: [], tooling: [], production: [] } };

function judge(lines: readonly string[], given: Partial<ProjectFacts> = {}, options = {}) {
  const facts = factsOf({ '.github/CODEOWNERS': `${lines.join('\n')}\n` }, given);
  return codeownersValid.evaluate(facts, options, CONTEXT);
}

const TEAM: ResolvedOwner = { owner: '@acme/core', kind: 'team', exists: true, permission: 'write', members: [] };

describe('what GitHub skips', () => {
  test('is named with its line and what to write', () => {
    expect(judge(['* @acme/core', '[Docs][2] @acme/docs', '!x @a'])).toMatchObject({
      status: 'fail',
      summary: '2 lines of .github/CODEOWNERS don’t work.',
      found: expect.stringMatching(/^line 2: GitHub knows no sections.*; line 3: .*exceptions \(!\)\.$/),
      fix: expect.stringContaining('Remove the section heading'),
      path: '.github/CODEOWNERS',
      line: 2,
    });
  });

  test('is the whole file where it is too long, even if its text was never read', () => {
    const facts = factsOf({}, {});
    const entries = [{ path: 'CODEOWNERS', type: 'file', size: 3 * 1024 * 1024 }] as const;
    const found = codeownersValid.evaluate({ ...facts, files: { entries, texts: new Map() } }, {}, CONTEXT);
    expect(found).toMatchObject({ status: 'fail', line: 1, found: expect.stringContaining('3 MB') });
  });
});

describe('owners', () => {
  const absent = { exists: false, permission: 'none' } as const;
  test.each<[string, Partial<ResolvedOwner>, string]>([
    ['@acme/core', absent, 'there is no team @acme/core'],
    ['@acme/core', { permission: 'read' }, '@acme/core may not write here'],
    ['@acme/core', { secret: true }, '@acme/core is a secret team'],
    ['@other/core', absent, '@other/core is no team of acme'],
    ['@alice', { ...absent, kind: 'person' }, '@alice has left, or never had access here'],
    ['@alice', { permission: 'triage', kind: 'person' }, '@alice may not write here'],
  ])('%s, %j: %s', (owner, about, words) => {
    const codeowners = [{ ...TEAM, owner, ...about }];
    expect(judge(['*', `/a/ ${owner.toUpperCase()}`], { codeowners })).toMatchObject({
      status: 'fail',
      found: expect.stringContaining(`line 2: ${words}`),
      fix: expect.stringContaining('write access'),
      line: 2,
    });
  });

  test('that are in order, unknown or addresses pass', () => {
    const address: ResolvedOwner = { ...TEAM, owner: 'a@b.example', kind: 'email', permission: 'none' };
    const lines = ['* @acme/core a@b.example', '/a/ @unknown'];
    expect(judge(lines, { codeowners: [TEAM, address] }).status).toBe('pass');
    expect(judge(lines, { codeowners: undefined }).status).toBe('pass');
  });
});

describe('lines that decide over no file', () => {
  const lines = ['/docs/ @a', '/old/ @a', '*.md @b'];
  const paths = ['README.md', 'docs/a.md'];

  test('are named where every file is known', () => {
    expect(judge(lines, { paths })).toMatchObject({
      status: 'fail',
      expected: 'Patterns each of which decides over a file.',
      found: 'line 1: all files that match /docs/ are taken by line 3; line 2: no file matches /old/.',
      fix: 'Move line 1 below line 3 if it shall count, or remove it.',
    });
  });

  test('are not judged elsewhere, nor where the policy doesn’t ask', () => {
    expect(judge(lines).status).toBe('pass');
    expect(judge(lines, { paths }, { unused: false }).status).toBe('pass');
  });

  test('are named everywhere where a pattern stands twice', () => {
    expect(judge(['/docs/ @a', '*.md @b', '/docs/ @c'])).toMatchObject({
      status: 'fail',
      found: 'line 1: /docs/ stands again on line 3, which alone counts.',
      line: 1,
    });
  });

  test('come behind what costs files their owners', () => {
    expect(judge(['/old/ @a', '*.md nobody'], { paths })).toMatchObject({
      found: expect.stringMatching(/^line 2: .*; line 1: no file matches/),
      line: 2,
    });
  });
});
