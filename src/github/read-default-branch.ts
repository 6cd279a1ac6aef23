import type { RepositoryRef } from '../domain/repository.ts';
import type { Client } from './client.ts';
import { addressOf } from './read-repository.ts';

/** A repository's default branch, its head, and the files asked for at that head: what a commit builds on. */
export interface BranchReading {
  readonly branch: string;
  readonly head: string;
  /** path → text, `null` where the file doesn't exist. */
  readonly files: ReadonlyMap<string, string | null>;
}

/** One query, whatever the repository's size; `null` where there is no repository, or it has no commit yet. */
export async function readDefaultBranch(
  client: Client,
  repository: RepositoryRef,
  paths: readonly string[],
): Promise<BranchReading | null> {
  const fields = paths.map(
    (path, index) => `file${index}: object(expression: ${JSON.stringify(`HEAD:${path}`)}) { ... on Blob { text } }`,
  );
  type Blob = { readonly text?: string | null } | null;
  type Node = {
    readonly defaultBranchRef: { readonly name: string; readonly target: { readonly oid: string } } | null;
  };
  const answer = await client.graphql<{ repository: (Node & Readonly<Record<string, Blob>>) | null }>(
    `query DefaultBranch($owner: String!, $name: String!) {
      repository(owner: $owner, name: $name) { defaultBranchRef { name target { oid } } ${fields.join('\n')} }
    }`,
    addressOf(repository),
  );
  const branch = answer.repository?.defaultBranchRef;
  if (!branch) return null;
  return {
    branch: branch.name,
    head: branch.target.oid,
    files: new Map(paths.map((path, index) => [path, answer.repository?.[`file${index}`]?.text ?? null])),
  };
}
