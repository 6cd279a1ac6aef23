import type { Ending, FileChange, Proposing } from '../domain/action.ts';
import type { Client } from './client.ts';
import { GitHubRefusal } from './errors.ts';
import { path } from './route.ts';
import { applyCommit } from './write-commit.ts';

/** Opens or rewrites a pull request. A branch that an earlier, cut attempt left is used, whatever it holds. @returns the address of a new one */
export async function applyPullRequest(client: Client, action: Proposing): Promise<string | undefined> {
  const { repository, number, title, body, branch, base, merge } = action;
  const sha = action.changes.length > 0 ? await fill(client, action) : null;
  if (number === undefined) {
    const opened = { ...path(repository), title, body, head: branch, base };
    const created = await client.rest<{ html_url: string }>('POST /repos/{owner}/{repo}/pulls', opened);
    return created.data.html_url;
  }
  const route = 'PATCH /repos/{owner}/{repo}/pulls/{pull_number}';
  await client.rest(route, { ...path(repository), pull_number: number, title, body });
  if (merge && sha) await endPullRequest(client, { repository, number, branch, end: { kind: 'merge', sha, ...merge } });
  return undefined;
}

/** @returns the commit at the branch's tip */
async function fill(client: Client, action: Proposing): Promise<string> {
  const isNew = action.number === undefined && (await createBranch(client, action));
  return isNew ? applyCommit(client, action) : moveBranch(client, action);
}

/** @returns `false` where the branch is there already */
async function createBranch(client: Client, { repository, branch, head }: Proposing): Promise<boolean> {
  const refs = { ...path(repository), ref: `refs/heads/${branch}`, sha: head };
  try {
    await client.rest('POST /repos/{owner}/{repo}/git/refs', refs);
    return true;
  } catch (error) {
    if (error instanceof GitHubRefusal && error.status === 422) return false;
    throw error;
  }
}

/** The commit is made beside the branch: GitHub closes a pull request whose branch, be it for a moment, holds nothing of its own. */
async function moveBranch(client: Client, { repository, branch, head, message, changes }: Proposing): Promise<string> {
  const git = '/repos/{owner}/{repo}/git';
  const onto = await client.rest<{ tree: { sha: string } }>(`GET ${git}/commits/{commit_sha}`, {
    ...path(repository),
    commit_sha: head,
  });
  const tree = await client.rest<{ sha: string }>(`POST ${git}/trees`, {
    ...path(repository),
    base_tree: onto.data.tree.sha,
    tree: changes.map(treeEntry),
  });
  const commit = await client.rest<{ sha: string }>(`POST ${git}/commits`, {
    ...path(repository),
    message,
    tree: tree.data.sha,
    parents: [head],
  });
  await client.rest(`PATCH ${git}/refs/{ref}`, {
    ...path(repository),
    ref: `heads/${branch}`,
    sha: commit.data.sha,
    force: true,
  });
  return commit.data.sha;
}

function treeEntry({ path: file, content }: FileChange): object {
  return { path: file, mode: '100644', type: 'blob', ...(content === null ? { sha: null } : { content }) };
}

/** Merges or closes one; the branch of a merged one goes, as far as GitHub lets it. @returns what became of it */
export async function endPullRequest(
  client: Client,
  { repository, number, branch, end }: Omit<Ending, 'kind'>,
): Promise<'merged' | 'closed'> {
  const pull = { ...path(repository), pull_number: number };
  if (end.kind === 'close') {
    await client.rest('PATCH /repos/{owner}/{repo}/pulls/{pull_number}', { ...pull, state: 'closed' });
    return 'closed';
  }
  await client.rest('PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge', {
    ...pull,
    sha: end.sha,
    merge_method: end.method,
    commit_title: end.title,
    commit_message: end.message,
  });
  try {
    const branchRef = { ...path(repository), ref: `heads/${branch}` };
    await client.rest('DELETE /repos/{owner}/{repo}/git/refs/{ref}', branchRef);
  } catch (error) {
    // The repository may delete merged branches by itself.
    if (!(error instanceof GitHubRefusal)) throw error;
  }
  return 'merged';
}
