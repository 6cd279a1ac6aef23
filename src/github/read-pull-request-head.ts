import type { RepositoryRef } from '../domain/repository.ts';
import type { Client } from './client.ts';
import { path } from './route.ts';

/** The base branch and the head commit of a pull request of which only the number is known; `null` where there is none. */
export async function readPullRequestHead(
  client: Client,
  repository: RepositoryRef,
  number: number,
): Promise<{ base: string; sha: string } | null> {
  const answer = await client.find<{ base: { ref: string }; head: { sha: string } }>(
    'GET /repos/{owner}/{repo}/pulls/{pull_number}',
    { ...path(repository), pull_number: number },
  );
  return answer && { base: answer.data.base.ref, sha: answer.data.head.sha };
}
