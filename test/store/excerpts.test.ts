import { afterAll, expect, test } from 'vitest';
import { openPreparedStore } from '../support/prepared-store.ts';

const { store, drop } = await openPreparedStore();
afterAll(drop);

test('of what is numbered the greatest numbers come first, and no more than are asked for', async () => {
  for (const key of ['acme/a#9;', 'acme/a#10;', 'acme/a#101;', 'acme/ab#7;', 'acme/a_#8;'])
    await store.memory.put('reviewers', key, key);
  await store.memory.put('other', 'acme/a#11;', 'another kind');
  expect(await store.excerpts.numbered('reviewers', 'acme/a#', 2)).toEqual([
    { number: 101, value: 'acme/a#101;' },
    { number: 10, value: 'acme/a#10;' },
  ]);
  expect(await store.excerpts.numbered('reviewers', 'acme/_#', 2)).toEqual([]);
});

test('of what has a time the latest comes first, wherever in the value the time stands', async () => {
  const at = (day: number) => `2026-11-0${day}T10:00:00.000Z`;
  for (const day of [1, 2, 3, 4]) await store.memory.put('answer', String(day), { due: at(day) });
  const due = { path: ['due'], since: at(2), limit: 2 };
  expect(await store.excerpts.since('answer', due)).toEqual([{ due: at(4) }, { due: at(3) }]);
  const merged = [at(1), at(3)].map((time) => ({ at: time }));
  await store.memory.put('contributions', 'erin', { merged });
  await store.memory.put('contributions', 'hugo', { merged: merged.slice(0, 1) });
  await store.memory.put('contributions', 'nobody', { merged: [] });
  const last = { path: ['merged', '-1', 'at'], since: at(2), limit: 9 };
  expect(await store.excerpts.since('contributions', last)).toEqual([{ merged }]);
});
