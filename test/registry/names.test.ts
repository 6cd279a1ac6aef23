import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distance, isSafeName } from '../../src/registry/names.ts';

const word = fc.string({ maxLength: 12 });

test('a distance is one: nothing from itself, the same both ways, no shorter by a detour', () => {
  fc.assert(
    fc.property(word, word, word, (one, other, third) => {
      expect(distance(one, one)).toBe(0);
      expect(distance(one, other)).toBe(distance(other, one));
      expect(distance(one, third)).toBeLessThanOrEqual(distance(one, other) + distance(other, third));
    }),
  );
});

test.each([
  ['', 'abc', 3],
  ['kitten', 'sitting', 3],
  ['abcd', 'abdc', 1],
  ['ca', 'abc', 2],
])('from %j to %j it is %i', (one, other, expected) => {
  expect(distance(one, other)).toBe(expected);
});

test('a safe name never leaves its folder', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('..', '.', '/', '\\', '@', 'a', '-', ':', '\0')), (parts) => {
      const name = parts.join('');
      if (!isSafeName(name)) return;
      expect(new URL(`packages/${name}.json`, 'https://registry.example/').pathname).toBe(`/packages/${name}.json`);
    }),
  );
});
