import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Activity } from '../../src/domain/activity.ts';
import { activityScore } from '../../src/insights/activity-score.ts';
import { activityOf } from '../support/activity.ts';

const NOW = new Date('2026-11-21T10:00:00Z');
const NOTHING_WRITTEN = { description: null, guidelines: false };

const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000).toISOString();

/** Old and forgotten, but for what is changed. */
function activity(change: Partial<Activity> = {}): Activity {
  const counts = { stars: 0, forks: 0, subscribers: 0, openIssues: 0, weeklyCommits: 0 };
  return activityOf({ ...counts, created: daysAgo(1000), updated: daysAgo(500), ...change });
}

describe('the score', () => {
  test.each<[string, Partial<Activity>, number]>([
    ['of what nobody touches is none', {}, 0],
    ['counts a fork five times', { forks: 10 }, 50],
    ['counts whoever watches', { subscribers: 10 }, 10],
    ['counts three stars as one', { stars: 30 }, 10],
    ['counts five open issues as one', { openIssues: 50 }, 10],
    ['is doubled on the day of a change', { updated: daysAgo(0) }, 50],
    ['is half as much again after 50 days', { updated: daysAgo(50) }, 25],
    ['is one part in a hundred more after 99 days', { updated: daysAgo(99), forks: 190 }, 960],
    ['is no longer more after 100 days', { updated: daysAgo(100), forks: 190 }, 950],
    ['takes a date to come for today', { updated: daysAgo(-3) }, 50],
    ['is no more with three commits a week', { forks: 4, weeklyCommits: 3 }, 20],
    ['is half as much again with six and a half', { forks: 4, weeklyCommits: 6.5 }, 55],
    ['is doubled with ten', { forks: 4, weeklyCommits: 10 }, 90],
    ['is doubled with a hundred', { forks: 4, weeklyCommits: 100 }, 90],
    ['gives the new a thousand', { created: daysAgo(0), updated: daysAgo(0) }, 1050],
    ['gives the new less when it is left alone', { created: daysAgo(0), updated: daysAgo(100) }, 726],
    ['gives half of it after half a year', { created: daysAgo(182.5), updated: daysAgo(0) }, 550],
    ['gives nothing of it after 365 days', { created: daysAgo(365), updated: daysAgo(0) }, 50],
    ['is its own up to 3000', { forks: 590 }, 2950],
    ['grows by the logarithm above', { forks: 591 }, Math.round(2950 + 100 * Math.log(3005))],
    ['takes a date that can’t be read for long past', { created: 'once', updated: '' }, 0],
  ])('%s', (_, change, score) => {
    expect(activityScore(activity(change), NOW, NOTHING_WRITTEN)).toBe(score);
  });

  test.each([
    ['30 characters are few', { description: 'x'.repeat(30), guidelines: false }, 0],
    ['31 are a description', { description: 'x'.repeat(31), guidelines: false }, 50],
    ['guidelines count twice that', { description: null, guidelines: true }, 100],
  ])('%s', (_, written, score) => {
    expect(activityScore(activity(), NOW, written)).toBe(score);
  });

  const count = fc.nat(100_000);
  const days = fc.double({ min: -10, max: 5000, noNaN: true });
  const activities = fc
    .record({ stars: count, forks: count, subscribers: count, openIssues: count, created: days, updated: days })
    .map(({ created, updated, ...counts }) =>
      activity({ ...counts, created: daysAgo(created), updated: daysAgo(updated) }),
    );
  const written = fc.record({ description: fc.option(fc.string({ maxLength: 60 })), guidelines: fc.boolean() });

  test('is a whole number, and none is below 0', () => {
    fc.assert(
      fc.property(activities, written, fc.double({ min: 0, max: 1000, noNaN: true }), (each, said, weeklyCommits) => {
        const score = activityScore({ ...each, weeklyCommits }, NOW, said);
        expect(Number.isInteger(score) && score >= 0).toBe(true);
      }),
    );
  });

  test.each(['stars', 'forks', 'subscribers', 'openIssues', 'weeklyCommits'] as const)('never falls with %s', (key) => {
    fc.assert(
      fc.property(activities, written, count, (each, said, more) => {
        const before = activityScore(each, NOW, said);
        expect(activityScore({ ...each, [key]: each[key] + more }, NOW, said)).toBeGreaterThanOrEqual(before);
      }),
    );
  });
});
