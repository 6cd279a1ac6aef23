import { expect, test } from 'vitest';
import { createKept } from '../../src/portal/kept.ts';

function counting() {
  let asked = 0;
  return async () => {
    asked += 1;
    return asked;
  };
}

test('an answer counts for its time, for all who ask meanwhile', async () => {
  let time = 0;
  const kept = createKept<number>(100, 10, () => new Date(time));
  const look = counting();
  expect(await Promise.all([kept.get('a', look), kept.get('a', look)])).toEqual([1, 1]);
  time = 99;
  expect(await kept.get('a', look)).toBe(1);
  time = 100;
  expect(await kept.get('a', look)).toBe(2);
});

test('the oldest makes room', async () => {
  const kept = createKept<number>(100, 2, () => new Date(0));
  const look = counting();
  for (const key of ['a', 'b', 'c']) await kept.get(key, look);
  expect(await kept.get('c', look)).toBe(3);
  expect(await kept.get('a', look)).toBe(4);
});

test('a failure isn’t kept', async () => {
  const kept = createKept<number>(100, 2, () => new Date(0));
  await expect(kept.get('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await kept.get('a', async () => 1)).toBe(1);
});
