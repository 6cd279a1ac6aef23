import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rangesOfSpecifier } from '../../../../src/registry/formats/julia/compat-specifier.ts';
import { compress, compressVersions, expand } from '../../../../src/registry/formats/julia/compress.ts';
import { formatTable, readTable } from '../../../../src/registry/formats/julia/table-file.ts';
import {
  contains,
  formatRange,
  parseRange,
  type Triple,
  unite,
} from '../../../../src/registry/formats/julia/version-range.ts';

const number = fc.integer({ min: 0, max: 4 });
const triple: fc.Arbitrary<Triple> = fc.tuple(number, number, number);
const bound = fc.array(number, { minLength: 1, maxLength: 3 });
const range = fc
  .tuple(bound, fc.option(bound, { nil: undefined }))
  .map(([lower, upper]) => parseRange(upper ? `${lower.join('.')}-${upper.join('.')}` : lower.join('.')))
  .filter((each) => each !== null);
const everyTriple = [0, 1, 2, 3, 4, 5].flatMap((a) =>
  [0, 1, 2, 3, 4, 5].flatMap((b) => [0, 1, 2, 3, 4, 5].map((c): Triple => [a, b, c])),
);

describe('an entry of [compat] becomes ranges', () => {
  test.each([
    ['1.2.3', ['1.2.3-1']],
    ['1', ['1']],
    ['1.0', ['1']],
    ['0.2.3', ['0.2.3-0.2']],
    ['0.0.3', ['0.0.3']],
    ['0.0', ['0.0']],
    ['0', ['0']],
    ['^1.2', ['1.2.0-1']],
    ['~1.2.3', ['1.2.3-1.2']],
    ['~1.2', ['1.2']],
    ['~1', ['1']],
    ['~0.0.3', ['0.0.3-0.0']],
    ['=1.2.3', ['1.2.3']],
    ['= 1.2', ['1.2.0']],
    ['>=1.2', ['1.2.0-*']],
    ['≥ 0.4', ['0.4.0-*']],
    ['<1.2.0', ['0.0.0-1.1']],
    ['< 2', ['0.0.0-1']],
    ['<0.0.1', ['0.0.0']],
    ['1.2 - 1.5', ['1.2-1.5']],
    ['1.2.3 - 4', ['1.2.3-4']],
    ['0.7, 1', ['0.7', '1']],
    ['1, 2', ['1-2']],
    ['2, 1', ['1-2']],
    ['1.2, 2', ['1.2.0-2']],
    ['0.19, 0.20, 0.22', ['0.19-0.20', '0.22']],
    ['v1.2.3', ['1.2.3-1']],
    [' 1.2 , 2.1 ', ['1.2.0-1', '2.1.0-2']],
  ])('%s', (specifier, expected) => {
    expect(rangesOfSpecifier(specifier)?.map(formatRange)).toEqual(expected);
  });

  test.each([
    '',
    'latest',
    '1.2.3.4',
    '1.*',
    '*',
    '>1',
    '<=2',
    '1,',
    '1-2',
    '<0',
    '0.0.0',
    '=0.0.0',
    '1.2.3-rc1',
    '^>1',
  ])('%j is no specifier', (specifier) => {
    expect(rangesOfSpecifier(specifier)).toBeNull();
  });
});

describe('a range', () => {
  test.each([
    ['0.7-0.8', ['0.7.0', '0.8.99'], ['0.6.9', '0.9.0']],
    ['0.8.6-0', ['0.8.6', '0.99.0'], ['0.8.5', '1.0.0']],
    ['0.7-*', ['0.7.0', '99.0.0'], ['0.6.0']],
    ['1', ['1.0.0', '1.9.9'], ['0.9.0', '2.0.0']],
    ['1.2.3', ['1.2.3'], ['1.2.2', '1.2.4']],
    ['*', ['0.0.0', '9.9.9'], []],
  ])('%s holds what stands between its ends', (text, inside, outside) => {
    const read = (version: string) => version.split('.').map(Number) as unknown as Triple;
    const parsed = parseRange(text);
    expect(parsed && inside.every((version) => contains(parsed, read(version)))).toBe(true);
    expect(parsed && outside.some((version) => contains(parsed, read(version)))).toBe(false);
  });

  test('is read with and without blanks', () => {
    expect(parseRange('0 - 0.3.3')).toEqual(parseRange('0-0.3.3'));
    expect(parseRange('1.0.0 - 1')).toEqual(parseRange('1'));
  });

  test.each(['', '1.2.3.4', '2-1', '1--2', 'a', '1-2-3', '1.2.3-rc'])('%j is none', (text) => {
    expect(parseRange(text)).toBeNull();
  });

  test('is written and read again as the same', () => {
    fc.assert(
      fc.property(range, (each) => {
        expect(parseRange(formatRange(each))).toEqual(each);
      }),
    );
  });

  test('united with others holds the same versions, sorted, and no version twice', () => {
    fc.assert(
      fc.property(fc.array(range, { maxLength: 6 }), (ranges) => {
        const united = unite(ranges);
        for (const version of everyTriple) {
          const holders = united.filter((each) => contains(each, version)).length;
          expect(holders).toBe(ranges.some((each) => contains(each, version)) ? 1 : 0);
        }
        expect(unite([...united].reverse())).toEqual(united);
      }),
    );
  });
});

describe('compression', () => {
  const versions = fc.uniqueArray(triple, { minLength: 1, maxLength: 14, selector: String });

  test('holds the chosen versions and none of the others', () => {
    fc.assert(
      fc.property(versions, fc.infiniteStream(fc.boolean()), (pool, coins) => {
        const chosen = pool.filter(() => coins.next().value);
        const ranges = compressVersions(pool, chosen);
        const held = pool.filter((version) => ranges.some((each) => contains(each, version)));
        expect(held).toEqual(chosen);
      }),
    );
  });

  const says = fc.dictionary(fc.constantFrom('Alpha', 'Beta', 'gamma'), fc.constantFrom('1', '2-3', '0.4'));

  test('expanded gives back exactly what each version says', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(triple, says), { minLength: 1, maxLength: 14 }), (pairs) => {
        const said = new Map(pairs.map(([version, each]) => [version.join('.'), new Map(Object.entries(each))]));
        const pool = [...said.keys()];
        const text = formatTable(compress(pool, said));
        const again = expand(pool, readTable(text));
        expect(new Map([...again].sort())).toEqual(new Map([...said].sort()));
        // What is canonical stays: compressing again changes nothing.
        expect(formatTable(compress(pool, again))).toBe(text);
      }),
    );
  });
});
