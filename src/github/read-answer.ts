import type { RepositoryRef } from '../domain/repository.ts';
import type { Client } from './client.ts';
import { path } from './route.ts';

interface CommentNode {
  readonly id: number;
  readonly body: string;
  readonly user: { readonly login: string } | null;
}

/**
 * The App's own comment that bears `marker`, among the hundred first since a time; `null` where there is none yet.
 * @param since ISO 8601
 */
export async function readAnswer(
  client: Client,
  input: { repository: RepositoryRef; number: number; since: string; appSlug: string; marker: string },
): Promise<{ id: number; body: string } | null> {
  const answer = await client.rest<readonly CommentNode[]>('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', {
    ...path(input.repository),
    issue_number: input.number,
    since: input.since,
    per_page: 100,
  });
  const isOwn = ({ user, body }: CommentNode) =>
    user?.login === `${input.appSlug}[bot]` && body.startsWith(input.marker);
  const found = answer.data.find(isOwn);
  return found ? { id: found.id, body: found.body } : null;
}
