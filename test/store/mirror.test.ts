import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { openPreparedStore } from '../support/prepared-store.ts';

const { store, drop } = await openPreparedStore();
afterAll(drop);

test('a mirror shows what is remembered, whatever was put, changed and dropped since it last looked', async () => {
  const key = fc.constantFrom('acme/a', 'acme/b', 'acme/c', 'acme/d');
  const change = fc.oneof(
    fc.record({ put: key, value: fc.integer({ min: 0, max: 2 }) }),
    fc.record({ drop: key }),
    fc.constant('look' as const),
  );
  let kinds = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 12 }), async (changes) => {
      const kind = `kind ${kinds++}`;
      const mirror = store.mirror(kind);
      const shown = async () => expect(await mirror()).toEqual(await store.memory.list(kind));
      for (const each of changes) {
        if (each === 'look') await shown();
        else if ('put' in each) await store.memory.put(kind, each.put, { key: each.put, value: each.value });
        else await store.memory.drop(kind, each.drop);
      }
      await shown();
    }),
  );
}, 60_000);

test('a mirror of more than is read at once shows all of it', async () => {
  await Promise.all(Array.from({ length: 1_201 }, (_, number) => store.memory.put('many', String(number), { number })));
  const mirror = store.mirror('many');
  expect(await mirror()).toEqual(await store.memory.list('many'));
  await store.memory.put('many', '7', { number: -7 });
  expect(await mirror()).toContainEqual({ number: -7 });
}, 60_000);
