import type { RepositoryRef } from '../domain/repository.ts';
import type { Client } from './client.ts';
import { type ChecksNode, checkFields, type ExistingCheck, readCheck } from './read-checks.ts';
import { addressOf } from './read-repository.ts';

export interface PolicyFile {
  readonly path: string;
  readonly text: string;
}

/** Where the policy may stand in its repository; the first that is there counts. */
export const POLICY_PATHS = [
  'innkeeper.yml',
  'innkeeper.yaml',
  '.github/innkeeper.yml',
  '.github/innkeeper.yaml',
] as const;

type PolicyNode = Readonly<Record<`file${number}`, { text: string | null; byteSize: number } | null | undefined>>;

/** The fields that read the policy at `revision` (`HEAD`, a commit). */
function policyFields(revision: string): string {
  const at = (path: string) => JSON.stringify(`${revision}:${path}`);
  return POLICY_PATHS.map(
    (path, index) => `file${index}: object(expression: ${at(path)}) { ... on Blob { text byteSize } }`,
  ).join('\n');
}

/** The policy on the default branch; `null` where there is none. One query. */
export async function readPolicyFile(client: Client, repository: RepositoryRef): Promise<PolicyFile | null> {
  const answer = await client.graphql<{ repository: PolicyNode | null }>(
    `query Policy($owner: String!, $name: String!) { repository(owner: $owner, name: $name) { ${policyFields('HEAD')} } }`,
    addressOf(repository),
  );
  return answer.repository && policyFile(answer.repository);
}

function policyFile(node: PolicyNode): PolicyFile | null {
  for (const [index, path] of POLICY_PATHS.entries()) {
    const blob = node[`file${index}`];
    // GitHub cuts long text; its true length lets the parser say that it is too long.
    if (blob) return { path, text: (blob.text ?? '').padEnd(blob.byteSize > 1_000_000 ? blob.byteSize : 0) };
  }
  return null;
}

/** What a pull request would make of the policy. */
interface PolicyProposal {
  /** As it stands on the head; `null` where there is none. */
  readonly file: PolicyFile | null;
  readonly check: ExistingCheck | null;
}

/** The policy as an open pull request changes it; `null` where it doesn't. One query. */
export async function readPolicyProposal(
  client: Client,
  input: { repository: RepositoryRef; number: number; headSha: string; appId: number; check: string },
): Promise<PolicyProposal | null> {
  type Files = { nodes: readonly { path: string }[]; pageInfo: { hasNextPage: boolean } } | null;
  type Answer = PolicyNode & { head: ChecksNode | null; pullRequest: { state: string; files: Files } | null };
  const { repository } = await client.graphql<{ repository: Answer | null }>(
    `query PolicyProposal($owner: String!, $name: String!, $number: Int!, $head: GitObjectID!) {
      repository(owner: $owner, name: $name) {
        ${policyFields(input.headSha)}
        head: object(oid: $head) { ... on Commit { ${checkFields(input.appId, input.check)} } }
        pullRequest(number: $number) { state files(first: 100) { nodes { path } pageInfo { hasNextPage } } }
      }
    }`,
    { ...addressOf(input.repository), number: input.number, head: input.headSha },
  );
  const files = repository?.pullRequest?.state === 'OPEN' ? repository.pullRequest.files : null;
  const paths: readonly string[] = POLICY_PATHS;
  // Of a pull request too long to list, the policy is taken to be among the changes.
  const changes = files?.pageInfo.hasNextPage || files?.nodes.some(({ path }) => paths.includes(path));
  return repository && changes ? { file: policyFile(repository), check: readCheck(repository.head) } : null;
}
