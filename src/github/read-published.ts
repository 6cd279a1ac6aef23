import type { RepositoryRef } from '../domain/repository.ts';
import type { Client } from './client.ts';
import { path } from './route.ts';

/** Whether a release of this tag is published now. */
export async function isPublished(client: Client, repository: RepositoryRef, tag: string): Promise<boolean> {
  const found = await client.find<{ draft: boolean }>('GET /repos/{owner}/{repo}/releases/tags/{tag}', {
    ...path(repository),
    tag,
  });
  return found !== null && !found.data.draft;
}
