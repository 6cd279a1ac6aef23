import { type OwnerRef, type Permission, parseOwner, type ResolvedOwner } from '../domain/person.ts';
import type { RepositoryRef } from '../domain/repository.ts';
import type { Client } from './client.ts';

interface TeamNode {
  readonly members: { readonly nodes: readonly { readonly login: string }[] };
  readonly repositories: {
    readonly edges: readonly { readonly permission: string; readonly node: { readonly name: string } }[];
  };
}

interface CollaboratorsNode {
  readonly edges: readonly { readonly permission: string; readonly node: { readonly login: string } }[];
}

type Answer = {
  readonly organization: Readonly<Record<string, TeamNode | null>> | null;
  readonly repository: Readonly<Record<string, CollaboratorsNode | null>> | null;
} & Readonly<Record<string, unknown>>;

/**
 * Looks owners up as written: does each exist, who is in it, and may it write? One query for all of them. E-mail addresses are known to
 * GitHub alone: they count as existing people without a login.
 */
export async function readOwners(
  client: Client,
  repository: RepositoryRef,
  owners: readonly string[],
): Promise<readonly ResolvedOwner[]> {
  const parsed = owners.map((owner) => ({ owner, ref: parseOwner(owner) }));
  const asked = parsed.filter(({ ref }) => ref && ref.kind !== 'email');
  const answer = asked.length === 0 ? null : await client.graphql<Answer>(ownersQuery(repository, parsed));
  return parsed.map(({ owner, ref }, index) => resolve({ owner, ref, index, answer, repository }));
}

interface Parsed {
  readonly owner: string;
  readonly ref: OwnerRef | null;
}

function ownersQuery(repository: RepositoryRef, parsed: readonly Parsed[]): string {
  const teams = parsed.flatMap(({ ref }, index) =>
    ref?.kind === 'team' && ref.organization.toLowerCase() === repository.owner.toLowerCase()
      ? [
          `team${index}: team(slug: ${JSON.stringify(ref.slug.toLowerCase())}) {
            members(first: 100) { nodes { login } }
            repositories(first: 10, query: ${JSON.stringify(repository.name)}) { edges { permission node { name } } }
          }`,
        ]
      : [],
  );
  const people = parsed.flatMap(({ ref }, index) =>
    ref?.kind === 'person'
      ? [
          `person${index}: collaborators(first: 10, query: ${JSON.stringify(ref.login)}) { edges { permission node { login } } }`,
        ]
      : [],
  );
  const organization =
    teams.length > 0 ? `organization(login: ${JSON.stringify(repository.owner)}) { ${teams.join('\n')} }` : '';
  const collaborators =
    people.length > 0
      ? `repository(owner: ${JSON.stringify(repository.owner)}, name: ${JSON.stringify(repository.name)}) { ${people.join('\n')} }`
      : '';
  return `query Owners { ${organization} ${collaborators} __typename }`;
}

function resolve(input: {
  owner: string;
  ref: OwnerRef | null;
  index: number;
  answer: Answer | null;
  repository: RepositoryRef;
}): ResolvedOwner {
  const { owner, ref, index, answer, repository } = input;
  const unknown = { owner, kind: ref?.kind ?? 'person', exists: false, permission: 'none', members: [] } as const;
  if (!ref) return unknown;
  if (ref.kind === 'email') return { ...unknown, kind: 'email', exists: true, permission: 'write' };
  if (ref.kind === 'team') {
    const team = answer?.organization?.[`team${index}`];
    if (!team) return unknown;
    const access = team.repositories.edges.find(({ node }) => node.name === repository.name);
    return {
      owner,
      kind: 'team',
      exists: true,
      permission: permissionOf(access?.permission),
      members: team.members.nodes.map(({ login }) => login),
    };
  }
  const found = answer?.repository?.[`person${index}`]?.edges.find(
    ({ node }) => node.login.toLowerCase() === ref.login.toLowerCase(),
  );
  if (!found) return unknown;
  return {
    owner,
    kind: 'person',
    exists: true,
    permission: permissionOf(found.permission),
    members: [found.node.login],
  };
}

function permissionOf(permission: string | undefined): Permission {
  return permission ? (permission.toLowerCase() as Permission) : 'none';
}

/** How busy a person is with reviews. */
export interface Workload {
  readonly login: string;
  /** Open pull requests of the organisation that wait for this person's review. */
  readonly openRequests: number;
  /** GitHub status "busy". */
  readonly busy: boolean;
}

/** One query for all people; at most {@link WORKLOAD_LIMIT} of them. */
export const WORKLOAD_LIMIT = 40;

export async function readWorkloads(
  client: Client,
  organization: string,
  logins: readonly string[],
): Promise<readonly Workload[]> {
  const asked = logins.slice(0, WORKLOAD_LIMIT);
  if (asked.length === 0) return [];
  const fields = asked.map((login, index) => {
    const query = `is:pr is:open archived:false org:${organization} review-requested:${login}`;
    return `load${index}: search(type: ISSUE, first: 1, query: ${JSON.stringify(query)}) { issueCount }
      user${index}: user(login: ${JSON.stringify(login)}) { status { indicatesLimitedAvailability } }`;
  });
  type Loads = Record<
    string,
    { issueCount?: number; status?: { indicatesLimitedAvailability: boolean } | null } | null
  >;
  const answer = await client.graphql<Loads>(`query Workloads { ${fields.join('\n')} }`);
  return asked.map((login, index) => ({
    login,
    openRequests: answer[`load${index}`]?.issueCount ?? 0,
    busy: answer[`user${index}`]?.status?.indicatesLimitedAvailability ?? false,
  }));
}
