import type { RepositoryRef } from '../domain/repository.ts';
import type { Client } from './client.ts';
import { addressOf } from './read-repository.ts';

/** A repository's default branch, its head, and the files asked for at that head. */
export interface BranchReading {
  readonly branch: string;
  readonly head: string;
  /** path → text, `null` where the file doesn't exist. */
  readonly files: ReadonlyMap<string, string | null>;
  /** Paths of the files in the folder that was to be listed, and in its folders; `null` where none was. */
  readonly listing: readonly string[] | null;
}

/** Files asked for in one query: GitHub answers more, but slowly. */
const FILES_A_QUERY = 50;

interface FolderNode {
  readonly entries?: readonly { readonly name: string; readonly object?: FolderNode | null }[];
}

type RepositoryNode = {
  readonly defaultBranchRef: { readonly name: string; readonly target: { readonly oid: string } } | null;
  readonly folder?: FolderNode | null;
} & Readonly<Record<`file${number}`, { readonly text?: string | null } | null>>;

/**
 * One query for fifty files, whatever the repository's size.
 * @param folder to be listed in the same query, two levels deep
 * @returns `null` where there is no repository, or it has no commit yet
 */
export async function readDefaultBranch(
  client: Client,
  repository: RepositoryRef,
  paths: readonly string[],
  folder?: string,
): Promise<BranchReading | null> {
  const first = await readFiles(client, repository, { paths: paths.slice(0, FILES_A_QUERY), revision: 'HEAD', folder });
  const branch = first?.node.defaultBranchRef;
  if (!first || !branch) return null;
  const head = branch.target.oid;
  const files = new Map(first.files);
  for (let from = FILES_A_QUERY; from < paths.length; from += FILES_A_QUERY) {
    const more = await readFiles(client, repository, {
      paths: paths.slice(from, from + FILES_A_QUERY),
      revision: head,
      folder: undefined,
    });
    for (const [path, text] of more?.files ?? []) files.set(path, text);
  }
  return {
    branch: branch.name,
    head,
    files,
    listing: folder === undefined ? null : listingOf(folder, first.node.folder),
  };
}

async function readFiles(
  client: Client,
  repository: RepositoryRef,
  asked: { readonly paths: readonly string[]; readonly revision: string; readonly folder: string | undefined },
): Promise<{ node: RepositoryNode; files: readonly (readonly [string, string | null])[] } | null> {
  const { paths, revision, folder } = asked;
  const fields = paths.map(
    (path, index) =>
      `file${index}: object(expression: ${JSON.stringify(`${revision}:${path}`)}) { ... on Blob { text } }`,
  );
  const listing =
    folder === undefined
      ? ''
      : `folder: object(expression: ${JSON.stringify(`${revision}:${folder}`)}) {
          ... on Tree { entries { name object { ... on Tree { entries { name } } } } } }`;
  const answer = await client.graphql<{ repository: RepositoryNode | null }>(
    `query DefaultBranch($owner: String!, $name: String!) {
      repository(owner: $owner, name: $name) { defaultBranchRef { name target { oid } } ${listing} ${fields.join('\n')} }
    }`,
    addressOf(repository),
  );
  const node = answer.repository;
  return node && { node, files: paths.map((path, index) => [path, node[`file${index}`]?.text ?? null] as const) };
}

function listingOf(folder: string, node: FolderNode | null | undefined): readonly string[] {
  return (node?.entries ?? []).flatMap(({ name, object }) =>
    object?.entries ? object.entries.map((each) => `${folder}/${name}/${each.name}`) : [`${folder}/${name}`],
  );
}

/** Those of the files that exist. */
export function textsOf({ files }: BranchReading): ReadonlyMap<string, string> {
  return new Map([...files].filter((file): file is [string, string] => file[1] !== null));
}
