import type { RepositoryRef } from '../domain/repository.ts';
import type { Client } from './client.ts';
import { path } from './route.ts';

/**
 * Paths of all files of a tree, symbolic links and submodules among them, by one request.
 * @param tree 40 hex digits
 * @returns `truncated` where GitHub lists but a part of them, as it stops at 100,000 entries or 7 MB; `null` where it doesn't have the tree, or not yet
 */
export async function readPaths(
  client: Client,
  repository: RepositoryRef,
  tree: string,
): Promise<readonly string[] | 'truncated' | null> {
  const answer = await client.find<{
    readonly truncated: boolean;
    readonly tree: readonly { readonly path: string; readonly type: string }[];
  }>('GET /repos/{owner}/{repo}/git/trees/{tree_sha}', { ...path(repository), tree_sha: tree, recursive: '1' });
  if (!answer) return null;
  if (answer.data.truncated) return 'truncated';
  return answer.data.tree.filter(({ type }) => type !== 'tree').map((entry) => entry.path);
}
