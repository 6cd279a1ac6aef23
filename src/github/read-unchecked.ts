import type { RepositoryRef } from '../domain/repository.ts';
import type { Client } from './client.ts';
import { type ChecksNode, checkFields, readCheck } from './read-checks.ts';

/** An open pull request whose head has no check of ours, or one that was cut while it was written. */
export interface UncheckedPull {
  readonly repository: RepositoryRef;
  readonly number: number;
  readonly head: string;
}

interface PullNode {
  readonly number: number;
  readonly updatedAt: string;
  readonly headRefOid: string;
  readonly repository: { readonly name: string; readonly owner: { readonly login: string } };
  readonly commits: { readonly nodes: readonly { readonly commit: ChecksNode }[] };
}

interface Answer {
  readonly search: {
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    /** Empty objects where GitHub found something else. */
    readonly nodes: readonly (PullNode | Record<string, never> | null)[];
  };
}

const PAGE = 50;
/** GitHub's search shows no more than 1,000 of what it finds. */
const PAGES = 20;

/**
 * The unchecked among an organisation's open pull requests that have changed since then, the one that changed first first.
 * @returns with them the time up to which all were seen, which is before `until` where there are more than GitHub shows
 */
export async function readUnchecked(
  client: Client,
  input: { organization: string; since: Date; until: Date; appId: number; check: string },
): Promise<{ pulls: readonly UncheckedPull[]; seenUntil: Date }> {
  const since = `${input.since.toISOString().slice(0, 19)}Z`;
  const query = `org:${input.organization} is:pr is:open archived:false updated:>=${since} sort:updated-asc`;
  const found: PullNode[] = [];
  let after: string | null = null;
  for (let page = 0; page < PAGES; page++) {
    const { search }: Answer = await client.graphql<Answer>(
      `query Unchecked($query: String!, $after: String) {
        search(type: ISSUE, query: $query, first: ${PAGE}, after: $after) {
          pageInfo { hasNextPage endCursor }
          nodes { ... on PullRequest {
            number updatedAt headRefOid repository { name owner { login } }
            commits(last: 1) { nodes { commit { ${checkFields(input.appId, input.check)} } } }
          } }
        }
      }`,
      { query, after },
    );
    found.push(...search.nodes.filter((each): each is PullNode => each !== null && 'number' in each));
    after = search.pageInfo.endCursor;
    if (!search.pageInfo.hasNextPage) return { pulls: unchecked(found), seenUntil: input.until };
  }
  return { pulls: unchecked(found), seenUntil: new Date(found.at(-1)?.updatedAt ?? input.until) };
}

function unchecked(found: readonly PullNode[]): readonly UncheckedPull[] {
  return found
    .filter(({ commits }) => !readCheck(commits.nodes[0]?.commit)?.externalId)
    .map(({ repository, number, headRefOid }) => ({
      repository: { owner: repository.owner.login, name: repository.name },
      number,
      head: headRefOid,
    }));
}
