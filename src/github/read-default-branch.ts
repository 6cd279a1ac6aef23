import type { RepositoryRef } from '../domain/repository.ts';
import type { Client } from './client.ts';
import { addressOf } from './read-repository.ts';
import { path } from './route.ts';

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
} & Readonly<Record<`file${number}`, BlobNode | null>>;

interface BlobNode {
  readonly oid?: string;
  readonly text?: string | null;
  /** GraphQL cuts a text after 512 kB. */
  readonly isTruncated?: boolean;
}

/** Folders below a listed one: a package's name has no more slashes. */
const LISTED_DEPTH = 5;

/**
 * One query for fifty files, whatever the repository's size.
 * @param folder to be listed in the same query, as deep as names go
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
      `file${index}: object(expression: ${JSON.stringify(`${revision}:${path}`)}) { ... on Blob { oid text isTruncated } }`,
  );
  const listing =
    folder === undefined
      ? ''
      : `folder: object(expression: ${JSON.stringify(`${revision}:${folder}`)}) {
          ${entriesOf(LISTED_DEPTH)} }`;
  const answer = await client.graphql<{ repository: RepositoryNode | null }>(
    `query DefaultBranch($owner: String!, $name: String!) {
      repository(owner: $owner, name: $name) { defaultBranchRef { name target { oid } } ${listing} ${fields.join('\n')} }
    }`,
    addressOf(repository),
  );
  const node = answer.repository;
  if (!node) return null;
  const files = paths.map(
    async (file, index) => [file, await textOf(client, repository, node[`file${index}`])] as const,
  );
  return { node, files: await Promise.all(files) };
}

/** Whole, however long: what is written back must not lose what was cut. */
async function textOf(
  client: Client,
  repository: RepositoryRef,
  blob: BlobNode | null | undefined,
): Promise<string | null> {
  if (!blob?.isTruncated || blob.oid === undefined) return blob?.text ?? null;
  const route = 'GET /repos/{owner}/{repo}/git/blobs/{file_sha}';
  const parameters = { ...path(repository), file_sha: blob.oid };
  const { data } = await client.rest<{ content: string }>(route, parameters);
  return Buffer.from(data.content, 'base64').toString('utf8');
}

function entriesOf(depth: number): string {
  return `... on Tree { entries { name ${depth > 0 ? `object { ${entriesOf(depth - 1)} }` : ''} } }`;
}

function listingOf(folder: string, node: FolderNode | null | undefined): readonly string[] {
  return (node?.entries ?? []).flatMap(({ name, object }) =>
    object?.entries ? listingOf(`${folder}/${name}`, object) : [`${folder}/${name}`],
  );
}

/** Those of the files that exist. */
export function textsOf({ files }: BranchReading): ReadonlyMap<string, string> {
  return new Map([...files].filter((file): file is [string, string] => file[1] !== null));
}
