import type { RepositoryRef } from '../domain/repository.ts';
import type { Client } from './client.ts';
import { addressOf } from './read-repository.ts';

/** A check run of ours on a commit. */
export interface ExistingCheck {
  readonly id: number;
  readonly status: string;
  readonly conclusion: string | null;
  readonly externalId: string | null;
  /** How many annotations it bears: they can be added to, and never taken away. */
  readonly annotations: number;
}

export interface ChecksNode {
  readonly checkSuites: {
    readonly nodes: readonly {
      readonly checkRuns: {
        readonly nodes: readonly {
          readonly databaseId: number;
          readonly status: string;
          readonly conclusion: string | null;
          readonly externalId: string | null;
          readonly annotations: { readonly totalCount: number } | null;
        }[];
      };
    }[];
  } | null;
}

/** Fields of a `Commit` that find our check run of one name. */
export function checkFields(appId: number, name: string): string {
  return `checkSuites(first: 5, filterBy: { appId: ${appId} }) { nodes {
    checkRuns(first: 1, filterBy: { checkName: ${JSON.stringify(name)}, checkType: LATEST }) {
      nodes { databaseId status conclusion externalId annotations(first: 1) { totalCount } }
    }
  } }`;
}

export function readCheck(commit: ChecksNode | null | undefined): ExistingCheck | null {
  const run = commit?.checkSuites?.nodes.flatMap(({ checkRuns }) => checkRuns.nodes)[0];
  if (!run) return null;
  return {
    id: run.databaseId,
    status: run.status.toLowerCase(),
    conclusion: run.conclusion?.toLowerCase() ?? null,
    externalId: run.externalId,
    annotations: run.annotations?.totalCount ?? 0,
  };
}

/** Our newest check run of a name on a commit; `null` where there is none. */
export async function readCheckOf(
  client: Client,
  input: { repository: RepositoryRef; sha: string; appId: number; name: string },
): Promise<ExistingCheck | null> {
  const answer = await client.graphql<{ repository: { commit: ChecksNode | null } | null }>(
    `query Check($owner: String!, $name: String!, $sha: GitObjectID!) {
      repository(owner: $owner, name: $name) { commit: object(oid: $sha) { ... on Commit { ${checkFields(input.appId, input.name)} } } }
    }`,
    { ...addressOf(input.repository), sha: input.sha },
  );
  return readCheck(answer.repository?.commit);
}
