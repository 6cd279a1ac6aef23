import type { RepositoryRef } from '../domain/repository.ts';
import type { Client } from './client.ts';

/** How busy a person is with reviews. */
export interface Workload {
  readonly login: string;
  /** Open pull requests of the organisation that wait for this very person's review; those of their teams don't count. */
  readonly openRequests: number;
  /** GitHub status "busy". */
  readonly busy: boolean;
}

/** Each person costs GitHub a search; more in one query could take longer than the 10 s that it allows itself. */
export const WORKLOAD_LIMIT = 24;

/** Whose commits to look for. */
export interface History {
  readonly repository: RepositoryRef;
  readonly commit: string;
  /** At most {@link HISTORY_LIMIT} of them are looked at. */
  readonly paths: readonly string[];
  /** ISO 8601. */
  readonly since: string;
}

const HISTORY_LIMIT = 10;
const COMMITS_A_FILE = 20;

export interface WorkloadReading {
  readonly workloads: readonly Workload[];
  /** Login → commits to those files; empty where no history was asked for. */
  readonly commits: ReadonlyMap<string, number>;
}

type UserNode = { readonly status: { readonly indicatesLimitedAvailability: boolean } | null } | null;
type CommitsNode = {
  readonly nodes: readonly { readonly author: { readonly user: { readonly login: string } | null } | null }[];
};
type Answer = Readonly<Record<string, unknown>> & {
  readonly history?: { readonly object: Readonly<Record<string, CommitsNode>> | null } | null;
};

/** One query for all: how busy each is, and where a history is given, who committed to those files. */
export async function readWorkloads(
  client: Client,
  input: { readonly organization: string; readonly logins: readonly string[]; readonly history: History | null },
): Promise<WorkloadReading> {
  const { organization, history } = input;
  const logins = input.logins.slice(0, WORKLOAD_LIMIT);
  if (logins.length === 0 && !history) return { workloads: [], commits: new Map() };
  const fields = logins.map((login, index) => {
    const query = `is:pr is:open archived:false org:${organization} user-review-requested:${login}`;
    return `load${index}: search(type: ISSUE, first: 1, query: ${JSON.stringify(query)}) { issueCount }
      user${index}: user(login: ${JSON.stringify(login)}) { status { indicatesLimitedAvailability } }`;
  });
  const answer = await client.graphql<Answer>(
    `query Workloads { ${fields.join('\n')} ${history ? historyField(history) : ''} }`,
  );
  return {
    workloads: logins.map((login, index) => ({
      login,
      openRequests: (answer[`load${index}`] as { issueCount?: number } | null)?.issueCount ?? 0,
      busy: (answer[`user${index}`] as UserNode)?.status?.indicatesLimitedAvailability ?? false,
    })),
    commits: countCommits(Object.values(answer.history?.object ?? {})),
  };
}

function historyField({ repository, commit, paths, since }: History): string {
  const files = paths.slice(0, HISTORY_LIMIT).map(
    (path, index) =>
      `file${index}: history(path: ${JSON.stringify(path)}, first: ${COMMITS_A_FILE}, since: ${JSON.stringify(since)}) {
          nodes { author { user { login } } }
        }`,
  );
  return `history: repository(owner: ${JSON.stringify(repository.owner)}, name: ${JSON.stringify(repository.name)}) {
    object(oid: ${JSON.stringify(commit)}) { ... on Commit { oid ${files.join('\n')} } }
  }`;
}

function countCommits(files: readonly (CommitsNode | string)[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const authors = files.flatMap((file) =>
    typeof file === 'string' ? [] : file.nodes.map(({ author }) => author?.user?.login),
  );
  for (const login of authors) {
    if (login) counts.set(login.toLowerCase(), (counts.get(login.toLowerCase()) ?? 0) + 1);
  }
  return counts;
}

/**
 * People who may write to the repository, and so could look at a change from outside its team. Not its administrators: the organisation's owners
 * are that everywhere. Of a repository that more than a hundred people may see, GitHub's first hundred are looked at.
 */
export async function readWriters(client: Client, repository: RepositoryRef): Promise<readonly string[]> {
  const answer = await client.graphql<{
    repository: {
      collaborators: { edges: readonly { permission: string; node: { login: string } }[] } | null;
    } | null;
  }>(
    `query Writers($owner: String!, $name: String!) {
      repository(owner: $owner, name: $name) { collaborators(first: 100) { edges { permission node { login } } } }
    }`,
    { owner: repository.owner, name: repository.name },
  );
  return (answer.repository?.collaborators?.edges ?? [])
    .filter(({ permission }) => permission === 'WRITE' || permission === 'MAINTAIN')
    .map(({ node }) => node.login);
}
