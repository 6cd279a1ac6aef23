import { describe, expect, test } from 'vitest';
import { createContenders } from '../../scripts/reviewers/contenders.ts';
import { gini, simulate } from '../../scripts/reviewers/simulate.ts';
import { createYear } from '../../scripts/reviewers/year.ts';

describe('a simulated year', () => {
  const year = createYear(7, 6000);
  const results = createContenders().map((contender) => simulate(year, contender));
  const ours = results.filter(({ name }) => name.startsWith('Innkeeper'));
  const others = results.filter(({ name }) => !name.startsWith('Innkeeper'));

  test('has nobody asked over the cap or while away, and nearly every file covered by an owner', () => {
    expect(ours).toHaveLength(4);
    for (const result of ours) {
      expect(result).toMatchObject({ overCap: 0, toAway: 0 });
      expect(result.mostOpen).toBeLessThanOrEqual(5);
      expect(result.filesCovered).toBeGreaterThan(0.99);
    }
  });

  test('is shared more evenly within teams by load than by GitHub’s round robin or by chance, with fewer requests', () => {
    const byLoad = ours.find(({ name }) => name.endsWith('least-loaded'));
    for (const other of others) {
      expect(byLoad?.giniInTeams).toBeLessThan(other.giniInTeams);
      expect(byLoad?.requestsPerPull).toBeLessThan(other.requestsPerPull);
    }
  });

  test('is the same at every run', () => {
    const [again] = createContenders();
    expect(again && simulate(createYear(7, 6000), again)).toEqual(results[0]);
  });
});

test('Gini’s coefficient is 0 where all have as much, and nears 1 where one has all', () => {
  expect(gini([3, 3, 3, 3])).toBeCloseTo(0);
  expect(gini([0, 0, 0, 8])).toBeCloseTo(0.75);
  expect(gini([1, 2, 3, 4])).toBeCloseTo(0.25);
});
