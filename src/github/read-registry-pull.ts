import type { MergeMethod } from '../domain/action.ts';
import type { Hold } from '../domain/registry-proposal.ts';
import type { RepositoryRef } from '../domain/repository.ts';
import type { Client } from './client.ts';
import { addressOf } from './read-repository.ts';

/** A pull request of ours in the registry. */
export interface RegistryPull {
  readonly number: number;
  /** The address of its page. */
  readonly url: string;
  readonly branch: string;
  readonly state: 'open' | 'closed' | 'merged';
  readonly title: string;
  readonly body: string;
  /** ISO 8601. */
  readonly createdAt: string;
  /** ISO 8601. */
  readonly updatedAt: string;
  readonly holds: readonly Hold[];
}

/** With what its branch holds. */
export interface RegistryPullContent extends RegistryPull {
  /** The commit at the branch's tip. */
  readonly head: string;
  /** The commit of the registry that it was made on; `null` where somebody else has pushed to the branch. */
  readonly builtOn: string | null;
  /** Path → git's id of the file at the branch's tip, `null` where there is none: of the files it changes, and those asked for. */
  readonly blobs: ReadonlyMap<string, string | null>;
  readonly method: MergeMethod;
}

/** Anybody who may set labels in the registry can set it. */
const HOLD_LABEL = 'hold';

interface PullNode {
  readonly number: number;
  readonly url: string;
  readonly headRefName: string;
  readonly state: 'OPEN' | 'CLOSED' | 'MERGED';
  readonly title: string;
  readonly body: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly isDraft: boolean;
  readonly viewerDidAuthor: boolean;
  readonly labels: { readonly nodes: readonly { readonly name: string }[] } | null;
  readonly latestOpinionatedReviews: {
    readonly nodes: readonly { readonly state: string; readonly author: { readonly login: string } | null }[];
  } | null;
}

interface ContentNode extends PullNode {
  readonly headRefOid: string;
  readonly files: { readonly nodes: readonly { readonly path: string }[] } | null;
  readonly commits: {
    readonly totalCount: number;
    readonly nodes: readonly {
      readonly commit: {
        readonly author: { readonly name: string | null } | null;
        readonly parents: { readonly nodes: readonly { readonly oid: string }[] };
      };
    }[];
  };
}

const PULL_FIELDS = `number url headRefName state title body createdAt updatedAt isDraft viewerDidAuthor
  labels(first: 20) { nodes { name } }
  latestOpinionatedReviews(first: 20, writersOnly: true) { nodes { state author { login } } }`;

const NEWEST_FIRST = 'orderBy: { field: CREATED_AT, direction: DESC }';

/** More of our own would be no longer ours: a version touches a dozen files. */
const FILES_LOOKED_AT = 100;

/**
 * The newest pull request of ours from a branch, whatever became of it; `null` where there never was one. One query.
 * @param paths files that it should hold
 */
export async function readRegistryPull(
  client: Client,
  input: { registry: RepositoryRef; branch: string; paths: readonly string[]; appSlug: string },
): Promise<RegistryPullContent | null> {
  const { registry, branch, paths } = input;
  type Node = {
    readonly squashMergeAllowed: boolean;
    readonly mergeCommitAllowed: boolean;
    readonly pullRequests: { readonly nodes: readonly ContentNode[] };
  } & Readonly<Record<`file${number}`, { readonly oid?: string } | null>>;
  const files = paths.map(
    (path, index) => `file${index}: object(expression: ${JSON.stringify(`refs/heads/${branch}:${path}`)}) { oid }`,
  );
  const answer = await client.graphql<{ repository: Node | null }>(
    `query RegistryPull($owner: String!, $name: String!, $branch: String!) {
      repository(owner: $owner, name: $name) {
        squashMergeAllowed mergeCommitAllowed
        pullRequests(headRefName: $branch, first: 10, ${NEWEST_FIRST}) { nodes {
          ${PULL_FIELDS} headRefOid
          files(first: ${FILES_LOOKED_AT}) { nodes { path } }
          commits(first: 1) { totalCount nodes { commit { author { name } parents(first: 1) { nodes { oid } } } } }
        } }
        ${files.join('\n')}
      }
    }`,
    { ...addressOf(registry), branch },
  );
  const node = answer.repository;
  const found = node?.pullRequests.nodes.find(({ viewerDidAuthor }) => viewerDidAuthor);
  if (!node || !found) return null;
  const asked = paths.map((path, index): [string, string | null] => [path, node[`file${index}`]?.oid ?? null]);
  const changed = (found.files?.nodes ?? []).map(({ path }): [string, null] => [path, null]);
  return {
    ...pullOf(found),
    head: found.headRefOid,
    builtOn: builtOn(found, input.appSlug),
    blobs: new Map([...changed, ...asked]),
    method: node.squashMergeAllowed ? 'squash' : node.mergeCommitAllowed ? 'merge' : 'rebase',
  };
}

function builtOn({ commits: { totalCount, nodes } }: ContentNode, appSlug: string): string | null {
  const commit = nodes[0]?.commit;
  const isOurs = totalCount === 1 && commit?.author?.name === `${appSlug}[bot]`;
  return (isOurs && commit.parents.nodes[0]?.oid) || null;
}

const PAGE = 50;
/** A registry in which more wait has other cares. */
const PAGES = 20;

interface OpenAnswer {
  readonly repository: {
    readonly pullRequests: {
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
      readonly nodes: readonly PullNode[];
    };
  } | null;
}

/** Our open pull requests in a registry. One query for fifty of anybody's. */
export async function readOpenRegistryPulls(client: Client, registry: RepositoryRef): Promise<readonly RegistryPull[]> {
  const found: RegistryPull[] = [];
  let after: string | null = null;
  for (let page = 0; page < PAGES; page++) {
    const answer: OpenAnswer = await client.graphql<OpenAnswer>(
      `query OpenRegistryPulls($owner: String!, $name: String!, $after: String) {
        repository(owner: $owner, name: $name) {
          pullRequests(states: [OPEN], first: ${PAGE}, after: $after) {
            pageInfo { hasNextPage endCursor } nodes { ${PULL_FIELDS} }
          }
        }
      }`,
      { ...addressOf(registry), after },
    );
    const pulls = answer.repository?.pullRequests;
    found.push(...(pulls?.nodes ?? []).filter(({ viewerDidAuthor }) => viewerDidAuthor).map(pullOf));
    if (!pulls?.pageInfo.hasNextPage) break;
    after = pulls.pageInfo.endCursor;
  }
  return found;
}

function pullOf(node: PullNode): RegistryPull {
  const { number, url, headRefName: branch, title, body, createdAt, updatedAt } = node;
  const state = ({ OPEN: 'open', CLOSED: 'closed', MERGED: 'merged' } as const)[node.state];
  return { number, url, branch, state, title, body, createdAt, updatedAt, holds: holdsOf(node) };
}

function holdsOf({ isDraft, labels, latestOpinionatedReviews: reviews }: PullNode): readonly Hold[] {
  const isHeld = labels?.nodes.some(({ name }) => name.toLowerCase() === HOLD_LABEL) ?? false;
  const objections = reviews?.nodes.filter(({ state }) => state === 'CHANGES_REQUESTED') ?? [];
  return [
    ...objections.map(({ author }): Hold => ({ kind: 'changes-requested', by: author?.login ?? 'ghost' })),
    ...(isHeld ? [{ kind: 'label' } as const] : []),
    ...(isDraft ? [{ kind: 'draft' } as const] : []),
  ];
}
