import { fullName, type RepositoryRef } from '../domain/repository.ts';
import type { Client } from './client.ts';
import { ConflictError } from './errors.ts';
import { addressOf } from './read-repository.ts';

/** A file as it was when somebody decided on it. */
interface SeenFile {
  readonly path: string;
  /** The commit at which it was read. */
  readonly head: string;
}

type ObjectNode = { readonly oid: string } | null;
type RepositoryNode = { readonly ref: { readonly target: { readonly oid: string } } | null } & Readonly<
  Record<`${'then' | 'now'}${number}`, ObjectNode>
>;

/**
 * Where a branch is now, and which of these files aren't any more as they were seen: one query, by the files' hashes alone.
 * @throws ConflictError where the branch is gone
 */
export async function readTip(
  client: Client,
  { repository, branch, files }: { repository: RepositoryRef; branch: string; files: readonly SeenFile[] },
): Promise<{ head: string; changed: ReadonlySet<string> }> {
  const ref = `refs/heads/${branch}`;
  const at = (revision: string, path: string) => `object(expression: ${JSON.stringify(`${revision}:${path}`)}) { oid }`;
  const fields = files.map(({ path, head }, index) => `then${index}: ${at(head, path)}\nnow${index}: ${at(ref, path)}`);
  const answer = await client.graphql<{ repository: RepositoryNode | null }>(
    `query Tip($owner: String!, $name: String!, $ref: String!) {
      repository(owner: $owner, name: $name) { ref(qualifiedName: $ref) { target { oid } } ${fields.join('\n')} }
    }`,
    { ...addressOf(repository), ref },
  );
  const node = answer.repository;
  if (!node?.ref) throw new ConflictError(`${fullName(repository)} has no branch ${branch} any more.`, null);
  const isChanged = (index: number) => node[`then${index}`]?.oid !== node[`now${index}`]?.oid;
  return {
    head: node.ref.target.oid,
    changed: new Set(files.filter((_, index) => isChanged(index)).map(({ path }) => path)),
  };
}
