import type { RepositoryRef } from '../domain/repository.ts';
import type { Client } from './client.ts';
import { type ExistingIssue, findIssue, ISSUES_FIELDS, type IssuesNode } from './read-issues.ts';
import { addressOf } from './read-repository.ts';

/** How the registry repository is checked by itself. */
export interface RegistryWorkflows {
  /** The address of its page. */
  readonly url: string;
  readonly branch: string;
  /** Its tip. */
  readonly head: string;
  readonly hasIssues: boolean;
  /** The texts of its workflows; of one that GitHub gives no text of, `null`. */
  readonly workflows: readonly (string | null)[];
  /** The issue that bears the marker. */
  readonly issue: ExistingIssue | null;
  /** Whether a pull request of ours was ever opened from the branch asked for. */
  readonly wasProposed: boolean;
}

type RepositoryNode = {
  readonly url: string;
  readonly hasIssuesEnabled: boolean;
  readonly defaultBranchRef: { readonly name: string; readonly target: { readonly oid: string } } | null;
  readonly object: {
    readonly entries?: readonly { readonly object: { readonly text?: string | null } | null }[];
  } | null;
  readonly pullRequests: { readonly nodes: readonly { readonly viewerDidAuthor: boolean }[] };
} & IssuesNode;

/** One query. `null` where there is no repository, or it has no commit yet. */
export async function readRegistryWorkflows(
  client: Client,
  registry: RepositoryRef,
  { marker, branch }: { marker: string; branch: string },
): Promise<RegistryWorkflows | null> {
  const { repository } = await client.graphql<{ repository: RepositoryNode | null }>(
    `query RegistryWorkflows($owner: String!, $name: String!, $branch: String!) {
      repository(owner: $owner, name: $name) {
        url hasIssuesEnabled defaultBranchRef { name target { oid } }
        object(expression: "HEAD:.github/workflows") { ... on Tree { entries { object { ... on Blob { text } } } } }
        pullRequests(first: 10, headRefName: $branch) { nodes { viewerDidAuthor } }
        ${ISSUES_FIELDS}
      }
    }`,
    { ...addressOf(registry), branch },
  );
  if (!repository?.defaultBranchRef) return null;
  return {
    url: repository.url,
    branch: repository.defaultBranchRef.name,
    head: repository.defaultBranchRef.target.oid,
    hasIssues: repository.hasIssuesEnabled,
    workflows: (repository.object?.entries ?? []).map(({ object }) => object?.text ?? null),
    issue: findIssue(repository, marker),
    wasProposed: repository.pullRequests.nodes.some(({ viewerDidAuthor }) => viewerDidAuthor),
  };
}
