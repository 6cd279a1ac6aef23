import type { RepositoryRef } from '../domain/repository.ts';
import type { Client } from './client.ts';
import { addressOf } from './read-repository.ts';

/** The registry's branch, its head, and the files asked for at that head. */
export interface RegistryReading {
  readonly branch: string;
  readonly head: string;
  /** path → text, `null` where the file doesn't exist. */
  readonly files: ReadonlyMap<string, string | null>;
}

/** One query, whatever the registry's size; `null` where there is no registry, or it has no commit yet. */
export async function readRegistry(
  client: Client,
  registry: RepositoryRef,
  paths: readonly string[],
): Promise<RegistryReading | null> {
  const fields = paths.map(
    (path, index) => `file${index}: object(expression: ${JSON.stringify(`HEAD:${path}`)}) { ... on Blob { text } }`,
  );
  type Blob = { readonly text?: string | null } | null;
  type Node = {
    readonly defaultBranchRef: { readonly name: string; readonly target: { readonly oid: string } } | null;
  };
  const answer = await client.graphql<{ repository: (Node & Readonly<Record<string, Blob>>) | null }>(
    `query Registry($owner: String!, $name: String!) {
      repository(owner: $owner, name: $name) { defaultBranchRef { name target { oid } } ${fields.join('\n')} }
    }`,
    addressOf(registry),
  );
  const branch = answer.repository?.defaultBranchRef;
  if (!branch) return null;
  return {
    branch: branch.name,
    head: branch.target.oid,
    files: new Map(paths.map((path, index) => [path, answer.repository?.[`file${index}`]?.text ?? null])),
  };
}
