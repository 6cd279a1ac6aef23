import type { Action } from '../domain/action.ts';
import type { Client } from './client.ts';
import { GitHubRefusal } from './errors.ts';
import { path } from './route.ts';

type ReviewRequest = Extract<Action, { kind: 'request-review' }>;

/** GitHub refuses a whole request for one reviewer it doesn't take; then each is asked alone, and those refused are named. */
export async function applyReviewRequest(client: Client, action: ReviewRequest): Promise<string | undefined> {
  try {
    await request(client, action, action);
    return undefined;
  } catch (error) {
    if (!isInvalid(error) || action.users.length + action.teams.length === 1) throw error;
  }
  const each = [
    ...action.users.map((user) => ({ users: [user], teams: [] })),
    ...action.teams.map((team) => ({ users: [], teams: [team] })),
  ];
  const dropped: string[] = [];
  for (const one of each) {
    try {
      await request(client, action, one);
    } catch (error) {
      if (!isInvalid(error)) throw error;
      dropped.push(...one.users, ...one.teams);
    }
  }
  return dropped.length > 0 ? `GitHub didn't take ${dropped.join(', ')} as reviewer` : undefined;
}

async function request(
  client: Client,
  action: ReviewRequest,
  who: Pick<ReviewRequest, 'users' | 'teams'>,
): Promise<void> {
  await client.rest('POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers', {
    ...path(action.repository),
    pull_number: action.number,
    reviewers: who.users,
    team_reviewers: who.teams,
  });
}

function isInvalid(error: unknown): boolean {
  return error instanceof GitHubRefusal && error.status === 422;
}
