import { type OwnerRef, type Permission, parseOwner, type ResolvedOwner } from '../domain/person.ts';
import type { RepositoryRef } from '../domain/repository.ts';
import type { Client } from './client.ts';

interface MembersNode {
  readonly nodes: readonly { readonly login: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

interface TeamNode {
  readonly privacy: string;
  readonly members: MembersNode;
  readonly reviewRequestDelegationEnabled: boolean;
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

/** More in one query could take GitHub longer than it allows itself. */
const OWNERS_A_QUERY = 50;

/**
 * Looks owners up as written: does each exist, who is in it, and may it write? One query for each fifty of them, and one more for each further
 * hundred members of a team. E-mail addresses are known to GitHub alone: they count as existing people without a login.
 */
export async function readOwners(
  client: Client,
  repository: RepositoryRef,
  owners: readonly string[],
): Promise<readonly ResolvedOwner[]> {
  const resolved: ResolvedOwner[] = [];
  for (let start = 0; start < owners.length; start += OWNERS_A_QUERY) {
    resolved.push(...(await readSome(client, repository, owners.slice(start, start + OWNERS_A_QUERY))));
  }
  return resolved;
}

async function readSome(
  client: Client,
  repository: RepositoryRef,
  owners: readonly string[],
): Promise<readonly ResolvedOwner[]> {
  const parsed = owners.map((owner) => ({ owner, ref: parseOwner(owner) }));
  const asked = parsed.filter(({ ref }) => ref && ref.kind !== 'email');
  const answer = asked.length === 0 ? null : await client.graphql<Answer>(ownersQuery(repository, parsed));
  const resolved: ResolvedOwner[] = [];
  for (const [index, { owner, ref }] of parsed.entries()) {
    const found = resolve({ owner, ref, index, answer, repository });
    const page = answer?.organization?.[`team${index}`]?.members.pageInfo;
    const others = ref?.kind === 'team' && page?.hasNextPage ? await furtherMembers(client, ref, page.endCursor) : [];
    resolved.push({ ...found, members: [...found.members, ...others] });
  }
  return resolved;
}

async function furtherMembers(
  client: Client,
  { organization, slug }: Extract<OwnerRef, { kind: 'team' }>,
  from: string | null,
): Promise<readonly string[]> {
  const logins: string[] = [];
  for (let after = from; after; ) {
    const answer = await client.graphql<{ organization: { team: { members: MembersNode } | null } | null }>(
      `query Members($organization: String!, $slug: String!, $after: String) {
        organization(login: $organization) { team(slug: $slug) {
          members(first: 100, after: $after) { nodes { login } pageInfo { hasNextPage endCursor } }
        } }
      }`,
      { organization, slug, after },
    );
    const members = answer.organization?.team?.members;
    logins.push(...(members?.nodes ?? []).map(({ login }) => login));
    after = members?.pageInfo.hasNextPage ? members.pageInfo.endCursor : null;
  }
  return logins;
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
            privacy
            members(first: 100) { nodes { login } pageInfo { hasNextPage endCursor } }
            reviewRequestDelegationEnabled
            repositories(first: 100, query: ${JSON.stringify(repository.name)}) { edges { permission node { name } } }
          }`,
        ]
      : [],
  );
  const people = parsed.flatMap(({ ref }, index) =>
    ref?.kind === 'person'
      ? [
          `person${index}: collaborators(first: 100, query: ${JSON.stringify(ref.login)}) { edges { permission node { login } } }`,
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
      secret: team.privacy === 'SECRET',
      assigns: team.reviewRequestDelegationEnabled,
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
