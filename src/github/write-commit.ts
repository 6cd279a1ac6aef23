import type { FileChange } from '../domain/action.ts';
import { fullName } from '../domain/repository.ts';
import type { Client } from './client.ts';

const CREATE_COMMIT = `mutation Commit($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;

/** One commit on `head`, as data. */
export interface CommitInput {
  readonly repository: { readonly owner: string; readonly name: string };
  readonly branch: string;
  readonly head: string;
  readonly message: string;
  readonly changes: readonly FileChange[];
}

/** @returns the id of the commit that holds the changes */
export type CommitWriter = (client: Client, commit: CommitInput) => Promise<string>;

/** One atomic commit of all changes, refused by GitHub (`STALE_DATA`) when the branch is no longer at `head`. */
export async function applyCommit(client: Client, action: CommitInput): Promise<string> {
  const [headline = '', ...rest] = action.message.split('\n');
  const answer = await client.graphql<{ createCommitOnBranch: { commit: { oid: string } } }>(CREATE_COMMIT, {
    input: {
      branch: { repositoryNameWithOwner: fullName(action.repository), branchName: action.branch },
      expectedHeadOid: action.head,
      message: { headline, body: rest.join('\n').trim() },
      fileChanges: {
        additions: action.changes.flatMap(({ path: file, content }) =>
          content === null ? [] : [{ path: file, contents: Buffer.from(content).toString('base64') }],
        ),
        deletions: action.changes.flatMap(({ path: file, content }) => (content === null ? [{ path: file }] : [])),
      },
    },
  });
  return answer.createCommitOnBranch.commit.oid;
}
