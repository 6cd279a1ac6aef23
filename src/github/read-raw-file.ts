import type { RepositoryRef } from '../domain/repository.ts';
import type { Client } from './client.ts';
import { path } from './route.ts';

/** A file's text at a commit, of up to 100 MB; `null` where there is none. */
export async function readRawFile(
  client: Client,
  input: { repository: RepositoryRef; path: string; commit: string },
): Promise<string | null> {
  const answer = await client.find<string>('GET /repos/{owner}/{repo}/contents/{path}', {
    ...path(input.repository),
    path: input.path,
    ref: input.commit,
    headers: { accept: 'application/vnd.github.raw+json' },
  });
  return typeof answer?.data === 'string' ? answer.data : null;
}

/** Names in a folder at the head of the default branch. */
export async function readFolderNames(
  client: Client,
  input: { repository: RepositoryRef; path: string; commit: string },
): Promise<readonly string[]> {
  const answer = await client.graphql<{
    repository: { object: { entries?: readonly { name: string }[] } | null } | null;
  }>(
    `query Folder($owner: String!, $name: String!, $expression: String!) {
      repository(owner: $owner, name: $name) { object(expression: $expression) { ... on Tree { entries { name } } } }
    }`,
    { ...input.repository, expression: `${input.commit}:${input.path}` },
  );
  return answer.repository?.object?.entries?.map(({ name }) => name) ?? [];
}
