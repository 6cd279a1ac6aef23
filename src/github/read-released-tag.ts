import type { RepositoryRef } from '../domain/repository.ts';
import type { Client } from './client.ts';
import { addressOf } from './read-repository.ts';

/** The tag of the newest release of this commit, among a repository's newest 100; `null` where there is none. */
export async function readReleasedTag(client: Client, repository: RepositoryRef, sha: string): Promise<string | null> {
  const answer = await client.graphql<{
    repository: { releases: { nodes: readonly { tagName: string; tagCommit: { oid: string } | null }[] } } | null;
  }>(
    `query ReleasedTag($owner: String!, $name: String!) {
      repository(owner: $owner, name: $name) {
        releases(first: 100, orderBy: { field: CREATED_AT, direction: DESC }) { nodes { tagName tagCommit { oid } } }
      }
    }`,
    addressOf(repository),
  );
  return answer.repository?.releases.nodes.find(({ tagCommit }) => tagCommit?.oid === sha)?.tagName ?? null;
}
