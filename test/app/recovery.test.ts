import { describe, expect, test } from 'vitest';
import { lost } from '../../src/app/recovery.ts';
import type { HookAttempt } from '../../src/github/deliveries.ts';

const NOW = new Date('2026-11-21T08:00:00Z');
let ids = 0;
const attempt = (guid: string, secondsAgo: number, statusCode = 502): HookAttempt => ({
  id: ++ids,
  guid,
  statusCode,
  deliveredAt: new Date(NOW.getTime() - secondsAgo * 1000).toISOString(),
});
const guids = (
  attempts: readonly HookAttempt[],
  known: readonly string[] = [],
  storeSince = new Date('2026-11-20T00:00:00Z'),
) => lost({ attempts, known: new Set(known), storeSince, now: NOW }).map(({ guid }) => guid);

describe('a delivery is asked for again', () => {
  test('when it was never acknowledged, the oldest first', () => {
    expect(guids([attempt('young', 60), attempt('old', 600, 0), attempt('oldest', 9000)])).toEqual([
      'oldest',
      'old',
      'young',
    ]);
  });

  test('when it was acknowledged and this store has lost it, but not when it went to another store', () => {
    expect(guids([attempt('lost', 600, 202)])).toEqual(['lost']);
    expect(guids([attempt('before', 3600, 202)], [], new Date('2026-11-21T07:30:00Z'))).toEqual([]);
  });

  test('by its newest attempt, and ever less often', () => {
    const attempts = [attempt('again', 1000), attempt('again', 700), attempt('again', 100)];
    expect(guids(attempts)).toEqual([]);
    const later = attempts.map((each) => ({ ...each, deliveredAt: minus(each.deliveredAt, 30) }));
    expect(lost({ attempts: later, known: new Set(), storeSince: NOW, now: NOW })[0]?.id).toBe(later[2]?.id);
  });

  test('not when it is here, nor while it may be on its way, nor when it failed all day', () => {
    expect(guids([attempt('here', 600)], ['here'])).toEqual([]);
    expect(guids([attempt('under way', 10)])).toEqual([]);
    expect(guids(Array.from({ length: 11 }, (_, index) => attempt('hopeless', 100_000 + index)))).toEqual([]);
  });
});

function minus(time: string, seconds: number): string {
  return new Date(Date.parse(time) - seconds * 1000).toISOString();
}
