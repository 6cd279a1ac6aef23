import type { RepositoryRef } from '../domain/repository.ts';
import type { Client } from './client.ts';
import { path } from './route.ts';

/** A repository's address, and whether it is archived, as they are now. */
export async function readPage(client: Client, repository: RepositoryRef): Promise<{ url: string; archived: boolean }> {
  const { data } = await client.rest<{ html_url: string; archived: boolean }>(
    'GET /repos/{owner}/{repo}',
    path(repository),
  );
  return { url: data.html_url, archived: data.archived };
}
