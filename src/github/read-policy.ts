import type { RepositoryRef } from '../domain/repository.ts';
import type { Client } from './client.ts';
import { addressOf } from './read-repository.ts';

export interface PolicyFile {
  readonly path: string;
  readonly text: string;
}

/** Where the policy may stand in its repository; the first that is there counts. */
export const POLICY_PATHS = [
  'innkeeper.yml',
  'innkeeper.yaml',
  '.github/innkeeper.yml',
  '.github/innkeeper.yaml',
] as const;

/** The policy on the default branch; `null` where there is none. One query. */
export async function readPolicyFile(client: Client, repository: RepositoryRef): Promise<PolicyFile | null> {
  const fields = POLICY_PATHS.map(
    (path, index) =>
      `file${index}: object(expression: ${JSON.stringify(`HEAD:${path}`)}) { ... on Blob { text byteSize } }`,
  );
  type Blob = { text: string | null; byteSize: number } | null;
  const answer = await client.graphql<{ repository: Record<string, Blob> | null }>(
    `query Policy($owner: String!, $name: String!) { repository(owner: $owner, name: $name) { ${fields.join('\n')} } }`,
    addressOf(repository),
  );
  for (const [index, path] of POLICY_PATHS.entries()) {
    const blob = answer.repository?.[`file${index}`];
    // GitHub cuts long text; its true length lets the parser say that it is too long.
    if (blob) return { path, text: (blob.text ?? '').padEnd(blob.byteSize > 1_000_000 ? blob.byteSize : 0) };
  }
  return null;
}
