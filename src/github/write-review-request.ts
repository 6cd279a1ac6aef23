import type { Action } from '../domain/action.ts';
import { notTaken } from '../messages/reviewers.ts';
import type { Client } from './client.ts';
import { GitHubRefusal } from './errors.ts';
import { path } from './route.ts';

type ReviewRequest = Extract<Action, { kind: 'request-review' }>;
type People = Pick<ReviewRequest, 'users' | 'teams'>;

/** Those whom GitHub didn't take, and a sentence that says so. */
export interface Dropped {
  readonly note: string;
  /** Logins and team slugs. */
  readonly dropped: readonly string[];
}

/** GitHub refuses a whole request for one reviewer it doesn't take; then each is asked alone, and those refused are named. */
export async function applyReviewRequest(client: Client, action: ReviewRequest): Promise<Dropped | undefined> {
  const { withdraw, byName } = action;
  if (withdraw) await send(client, action, { method: 'DELETE', who: withdraw });
  if (action.users.length + action.teams.length === 0) return undefined;
  const refusal = await ask(client, action, action);
  if (!refusal) return undefined;
  const dropped = action.users.length + action.teams.length === 1 ? [nameOf(action)] : await askEach(client, action);
  if (dropped.length === 0) return undefined;
  if (!byName) return { note: `GitHub didn't take ${dropped.join(', ')} as reviewer`, dropped };
  const names = dropped.map((name) => (action.teams.includes(name) ? `@${action.repository.owner}/${name}` : name));
  throw new GitHubRefusal(notTaken(names, refusal.message), { status: refusal.status, cause: refusal });
}

/** @returns those whom GitHub refused */
async function askEach(client: Client, action: ReviewRequest): Promise<string[]> {
  const each: People[] = [
    ...action.users.map((user) => ({ users: [user], teams: [] })),
    ...action.teams.map((team) => ({ users: [], teams: [team] })),
  ];
  const dropped: string[] = [];
  for (const one of each) if (await ask(client, action, one)) dropped.push(nameOf(one));
  return dropped;
}

function nameOf({ users, teams }: People): string {
  return [...users, ...teams].join(', ');
}

/** @returns GitHub's refusal of these people, where there is one */
async function ask(client: Client, action: ReviewRequest, who: People): Promise<GitHubRefusal | null> {
  try {
    await send(client, action, { method: 'POST', who });
    return null;
  } catch (error) {
    if (error instanceof GitHubRefusal && error.status === 422) return error;
    throw error;
  }
}

async function send(
  client: Client,
  { repository, number }: ReviewRequest,
  { method, who }: { method: 'POST' | 'DELETE'; who: People },
): Promise<void> {
  await client.rest(`${method} /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers`, {
    ...path(repository),
    pull_number: number,
    reviewers: who.users,
    team_reviewers: who.teams,
  });
}
