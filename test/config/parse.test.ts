import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseManifest, parsePolicy } from '../../src/config/files.ts';
import { formatProblem } from '../../src/domain/problem.ts';

const problems = (text: string) => parsePolicy('innkeeper.yml', text).problems.map(formatProblem);

describe('a policy', () => {
  test('with its version alone is whole: everything else has a default', () => {
    const { value } = parsePolicy('innkeeper.yml', 'version: 1\n');
    expect(value).toMatchObject({
      mode: 'report',
      reviewers: { owners: 1, outside: 0, maximum: 3, strategy: 'least-loaded', cap: 5 },
    });
  });

  test('names the line, the column and the nearest known key of all that is wrong, at once', () => {
    expect(
      problems(
        'version: 1\nmode: enfoce\nrepositores: {}\nrules:\n  contributing: { level: eror }\n  readmee: error\n',
      ),
    ).toEqual([
      'innkeeper.yml:2:7: `mode` must be one of `off`, `report`, `warn`, `enforce`, not the text `enfoce`. Did you mean `enforce`?',
      'innkeeper.yml:3:1: Unknown key `repositores`. Did you mean `repositories`?',
      'innkeeper.yml:5:26: `rules.contributing.level` must be one of `off`, `info`, `warning`, `error`, not the text `eror`. Did you mean `error`?',
      'innkeeper.yml:6:3: Unknown key `readmee`. Did you mean `readme`?',
    ]);
  });

  test('gives the line that a file without its version lacks', () => {
    expect(problems('mode: report\n')).toEqual(['innkeeper.yml:1:1: `version` is missing. Add `version: 1`.']);
    expect(problems('version: 2\n')).toEqual([
      'innkeeper.yml:1:10: `version` must be one of `1`, not `2`. Did you mean `1`?',
    ]);
  });

  test.each([
    ['mode: 3', 'innkeeper.yml:2:7: `mode` must be one of `off`, `report`, `warn`, `enforce`, not `3`.'],
    [
      'reviewers: { groups: [{ paths: 3, from: "@acme/a" }] }',
      /^innkeeper\.yml:2:32: `reviewers\.groups\[0\]\.paths` has the wrong form: `3` doesn't belong here\.$/,
    ],
    ['rules: []', 'innkeeper.yml:2:8: `rules` must be a mapping, not a list.'],
    ['operators: {}', 'innkeeper.yml:2:12: `operators` must be a list, not a mapping.'],
    [
      'operators: [alice]',
      'innkeeper.yml:2:13: `operators[0]`: must be a team (`@org/team`) or a person (`@login`), with the `@`.',
    ],
    ['reviewers: { cap: 1.5 }', 'innkeeper.yml:2:19: `reviewers.cap` must be a whole number, not `1.5`.'],
    ['reviewers: { cap: 0 }', 'innkeeper.yml:2:19: `reviewers.cap` must be 1 or more, not `0`.'],
    ['support: { hours: "25:00-30:00" }', 'innkeeper.yml:2:19: `support.hours`: must be such as `09:00-17:00`.'],
    ['support: { hours: "09:00-09:00" }', 'innkeeper.yml:2:19: `support.hours`: must be such as `09:00-17:00`.'],
    ['reviewers: { cap: }', 'innkeeper.yml:2:19: `reviewers.cap` must be a number, not nothing.'],
    ['waivers: [{ rule: readme }]', 'innkeeper.yml:2:11: `waivers[0].repository` is missing; it must be text.'],
    ['zzz: 1', /^innkeeper\.yml:2:1: Unknown key `zzz`\. Known here: version, mode, /],
    [
      'tiers: { tooling: { requires: [readmee] } }',
      'innkeeper.yml:2:32: There is no rule `readmee`. Did you mean `readme`?',
    ],
    ['mode: warn\nmode: off', 'innkeeper.yml:3:1: Map keys must be unique'],
  ])('%s', (text, expected) => {
    const [first = ''] = problems(`version: 1\n${text}\n`);
    if (expected instanceof RegExp) expect(first).toMatch(expected);
    else expect(first).toBe(expected);
  });

  test.each(['09:00-17:30', '22:00-06:00', '00:00-24:00'])('may have the hours %s', (hours) => {
    expect(problems(`version: 1\nsupport: { hours: "${hours}" }\n`)).toEqual([]);
  });

  test('that is empty says what it needs', () => {
    expect(problems('# Later.\n')).toEqual(['innkeeper.yml:1:1: The file is empty; it needs at least `version: 1`.']);
  });

  test('says which text needs quotes', () => {
    expect(problems('version: 1\nlabels: { cross-team: { color: 5319e7 } }\n')).toEqual([
      'innkeeper.yml:2:32: `labels.cross-team.color` must be text, not `53190000000`. Put it in quotes.',
    ]);
  });

  test('names rules that do not exist where rules are named', () => {
    const text =
      'version: 1\nwaivers:\n  - { rule: codeowner, repository: x, reason: y, owner: "@acme/platform", until: 2030-01-31 }\n';
    expect(problems(text)).toEqual(['innkeeper.yml:3:13: There is no rule `codeowner`. Did you mean `codeowners`?']);
  });

  test('of 10 MB, with broken YAML, or with an alias bomb is refused in no time', () => {
    const started = performance.now();
    const bomb = `version: 1\na: &a [${'x,'.repeat(9)}x]\nb: &b [${'*a,'.repeat(9)}*a]\nc: &c [${'*b,'.repeat(9)}*b]\nd: [${'*c,'.repeat(9)}*c]\n`;
    expect(problems('a'.repeat(10_000_000))[0]).toMatch(/^innkeeper\.yml:1:1: The file is 10\.0 MB long/);
    expect(problems(bomb)[0]).toMatch(/^innkeeper\.yml:3:8: Aliases/);
    expect(problems('version: 1\nmode: [\n')[0]).toMatch(/^innkeeper\.yml:3:1: /);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  test('nested too deeply says so, once, where it is', () => {
    for (const deep of ['['.repeat(20_000), '- '.repeat(20_000)])
      expect(problems(`version: 1\nlabels: \n  ${deep}`)).toEqual([
        expect.stringMatching(/^innkeeper\.yml:3:\d+: This is nested too deeply to be read\./),
      ]);
  });

  test('of any text never throws, and every problem lies in the file', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(
            'version: 1\n',
            'rules:',
            ' ',
            '\n',
            '- ',
            '&a',
            '*a',
            '{',
            '}',
            'mode',
            ': ',
            '1',
            '"',
          ),
        }),
        (text) => {
          const { value, problems: found } = parsePolicy('innkeeper.yml', text);
          const lines = text.split('\n').length + 1;
          expect(value === null).toBe(found.length > 0);
          for (const { line, column } of found) expect(line >= 1 && line <= lines && column >= 1).toBe(true);
        },
      ),
    );
  });
});

describe('a manifest', () => {
  test('that is domain-specific names its domain', () => {
    const { problems: found } = parseManifest('innersource.yml', 'version: 1\ntype: domain-specific\n');
    expect(found.map(({ message }) => message)).toEqual([
      'A domain-specific project names its `domain:`, such as `domain: imaging`.',
    ]);
  });

  test('has packages that are distinct and stay inside', () => {
    const text = 'version: 1\npackages:\n  - { name: A, path: a }\n  - { name: a, path: ../b }\n';
    const { problems: found } = parseManifest('innersource.yml', text);
    expect(found.map(({ line, message }) => `${line}: ${message}`)).toEqual([
      '4: Two packages are named `a`.',
      '4: `../b` leads out of the repository; name a folder in it.',
    ]);
  });
});

test.each([
  ['@alice', true],
  ['@alice_acme', true],
  ['@acme/platform', true],
  ['alice', false],
  ['@acme/', false],
  ['@alice_acme/platform', false],
])('%s may own: %s', (owner, is) => {
  const { problems } = parseManifest('innersource.yml', `version: 1\nowners: ["${owner}"]\n`);
  expect(problems.length === 0).toBe(is);
});
