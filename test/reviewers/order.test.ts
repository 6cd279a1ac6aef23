import { describe, expect, test } from 'vitest';
import type { Strategy } from '../../src/domain/reviewer-settings.ts';
import { prefer } from '../../src/reviewers/order.ts';
import type { Candidate } from '../../src/reviewers/selection.ts';

const person = (login: string, openRequests = 0, commits = 0): Candidate => {
  return { login, via: [], openRequests, busy: false, offHours: false, commits };
};

/** How often each is preferred over this many pull requests. */
function tally(strategy: Strategy, people: readonly [Candidate, ...Candidate[]], times = 1200): Record<string, number> {
  const counts: Record<string, number> = {};
  for (let turn = 0; turn < times; turn++) {
    const { login } = prefer(people, { strategy, seed: `acme/a#${turn}`, turn }).candidate;
    counts[login] = (counts[login] ?? 0) + 1;
  }
  return counts;
}

describe('among equals', () => {
  test('round robin asks each as often, one after the other', () => {
    expect(tally('round-robin', [person('c'), person('a', 9), person('b')])).toEqual({ a: 400, b: 400, c: 400 });
    const turns = [1, 2, 3, 4].map(
      (turn) => prefer([person('a'), person('b')], { strategy: 'round-robin', seed: `acme/a#${turn}`, turn }).candidate,
    );
    expect(turns[0]).toEqual(turns[2]);
    expect(turns[0]).not.toEqual(turns[1]);
  });

  test('the least loaded is asked, and of several each as often', () => {
    const counts = tally('least-loaded', [person('a', 1), person('b', 2), person('c', 1)]);
    expect(counts.b).toBeUndefined();
    expect(counts.a).toBeGreaterThan(520);
    expect(counts.c).toBeGreaterThan(520);
  });

  test('a draw is the likelier to fall on somebody the fewer requests they have', () => {
    const counts = tally('random', [person('person-1'), person('person-2', 1), person('person-3', 5)]);
    // 1 : 1/2 : 1/6, that is 720, 360 and 120 of 1200.
    expect(counts['person-1']).toBeGreaterThan(660);
    expect(counts['person-1']).toBeLessThan(780);
    expect(counts['person-3']).toBeGreaterThan(80);
    expect(counts['person-3']).toBeLessThan(160);
  });

  test('expertise goes by commits, then by load', () => {
    const draw = { strategy: 'expertise', seed: 's', turn: 1 } as const;
    expect(prefer([person('a', 0, 1), person('b', 4, 7)], draw)).toMatchObject({
      candidate: { login: 'b' },
      by: 'commits',
    });
    expect(prefer([person('a', 3, 2), person('b', 1, 2)], draw)).toMatchObject({
      candidate: { login: 'b' },
      by: 'load',
    });
  });
});
