import type { PullRequest } from '../domain/pull-request.ts';
import type { RepositoryRef } from '../domain/repository.ts';
import type { Client } from './client.ts';
import { path } from './route.ts';

/** Logins and team slugs whose review of a pull request is asked for now. */
export async function readRequested(
  client: Client,
  repository: RepositoryRef,
  number: number,
): Promise<PullRequest['requested']> {
  const { data } = await client.rest<{ users: readonly { login: string }[]; teams: readonly { slug: string }[] }>(
    'GET /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers',
    { ...path(repository), pull_number: number },
  );
  return { users: data.users.map(({ login }) => login), teams: data.teams.map(({ slug }) => slug) };
}
