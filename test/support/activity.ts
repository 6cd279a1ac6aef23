import type { Activity } from '../../src/domain/activity.ts';

/** A young repository that is well used, but for what is changed. */
export function activityOf(change: Partial<Activity> = {}): Activity {
  return {
    id: 4711,
    stars: 12,
    forks: 5,
    subscribers: 7,
    openIssues: 10,
    created: '2026-01-05T08:00:00Z',
    updated: '2026-11-20T10:00:00Z',
    pushed: '2026-11-20T09:50:00Z',
    language: 'TypeScript',
    weeklyCommits: 3,
    ...change,
  };
}
