import type { Action, FileChange } from '../domain/action.ts';
import { fullName } from '../domain/repository.ts';
import type { Client } from './client.ts';
import { isConflict } from './errors.ts';
import { path } from './route.ts';

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

/** A branch from `head` with one commit, and its pull request. A branch left by an earlier, cut attempt is used on. */
export async function applyPullRequest(
  client: Client,
  action: Extract<Action, { kind: 'pull-request' }>,
): Promise<string | undefined> {
  if (action.number !== undefined) return undefined;
  await ensureBranch(client, action);
  try {
    await applyCommit(client, action);
  } catch (error) {
    // The branch is past `head`: an earlier attempt has made its commit already.
    if (!isConflict(error)) throw error;
  }
  const created = await client.rest<{ html_url: string }>('POST /repos/{owner}/{repo}/pulls', {
    ...path(action.repository),
    title: action.title,
    body: action.body,
    head: action.branch,
    base: action.base,
  });
  return created.data.html_url;
}

async function ensureBranch(client: Client, action: Extract<Action, { kind: 'pull-request' }>): Promise<void> {
  const route = 'GET /repos/{owner}/{repo}/git/ref/{ref}';
  if (await client.find(route, { ...path(action.repository), ref: `heads/${action.branch}` })) return;
  await client.rest('POST /repos/{owner}/{repo}/git/refs', {
    ...path(action.repository),
    ref: `refs/heads/${action.branch}`,
    sha: action.head,
  });
}
