import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCodeowners } from '../../../src/reviewers/codeowners/parse.ts';

const pieces = [
  '*',
  'docs/',
  'a\\ b',
  '\\',
  '!',
  '[',
  ']',
  '^',
  '"',
  '#',
  '@a',
  '@acme/b',
  'c@d.example',
  ',',
  '@@',
  ' ',
  '\t',
  'ü',
];
const line = fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => parts.join(''));

describe('whatever a line says', () => {
  test('it is a rule, a problem, or says nothing; each at its place', () => {
    fc.assert(
      fc.property(fc.array(line), fc.constantFrom('\n', '\r\n'), (lines, end) => {
        const { rules, problems } = parseCodeowners(lines.join(end));
        const told = [...rules, ...problems].map((each) => each.line).sort((one, other) => one - other);
        const saying = lines.flatMap((text, index) => (/^\s*(?:#|$)/.test(text) ? [] : [index + 1]));
        expect(told).toEqual(saying);
        for (const problem of problems) {
          expect(problem.source).toBe(lines[problem.line - 1]);
          expect(problem.source[problem.column - 1]).toMatch(/\S/);
        }
      }),
    );
  });

  test('it changes nothing on the others', () => {
    fc.assert(
      fc.property(line, line, line, (first, second, third) => {
        const alone = (text: string) => parseCodeowners(text).rules.map(({ pattern, owners }) => ({ pattern, owners }));
        expect(alone([first, second, third].join('\n'))).toEqual([first, second, third].flatMap(alone));
      }),
    );
  });

  test('any text at all is read', () => {
    const units = fc.array(fc.oneof(fc.integer({ min: 0, max: 127 }), fc.integer({ min: 0, max: 0xffff })));
    fc.assert(
      fc.property(units, (codes) => {
        const text = String.fromCharCode(...codes);
        const { rules } = parseCodeowners(text);
        for (const { pattern } of rules) expect(text).toContain(pattern);
      }),
    );
  });
});
