import type { Activity } from '../domain/activity.ts';

export interface ActivityNode {
  readonly databaseId: number;
  readonly stargazerCount: number;
  readonly forkCount: number;
  readonly watchers: { readonly totalCount: number };
  readonly openIssues: { readonly totalCount: number };
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly pushedAt: string | null;
  readonly primaryLanguage: { readonly name: string } | null;
  readonly recent: { readonly target: { readonly history?: { readonly totalCount: number } } | null } | null;
}

/** Fields of `repository` that {@link readActivity} reads; the query has the variable {@link QUARTER}. */
export const ACTIVITY_FIELDS = `
  databaseId stargazerCount forkCount watchers { totalCount } openIssues: issues(states: OPEN) { totalCount }
  createdAt updatedAt pushedAt primaryLanguage { name }
  recent: defaultBranchRef { target { ... on Commit { history(since: $quarter) { totalCount } } } }`;

/** As a query declares it. */
export const QUARTER = '$quarter: GitTimestamp!';

const WEEKS = 13;
const WEEK_MS = 7 * 24 * 3_600_000;

/** The variable's value. */
export function quarterBefore(now: Date): { readonly quarter: string } {
  return { quarter: new Date(now.getTime() - WEEKS * WEEK_MS).toISOString() };
}

export function readActivity(node: ActivityNode): Activity {
  return {
    id: node.databaseId,
    stars: node.stargazerCount,
    forks: node.forkCount,
    subscribers: node.watchers.totalCount,
    openIssues: node.openIssues.totalCount,
    created: node.createdAt,
    updated: node.updatedAt,
    pushed: node.pushedAt,
    language: node.primaryLanguage?.name ?? null,
    weeklyCommits: (node.recent?.target?.history?.totalCount ?? 0) / WEEKS,
  };
}
