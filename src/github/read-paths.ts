import type { RepositoryRef } from '../domain/repository.ts';
import type { Client } from './client.ts';
import { path } from './route.ts';

/**
 * Paths of all files of a tree, symbolic links and submodules among them, by one request.
 * @param tree 40 hex digits
 * @returns `null` where GitHub lists but a part of them (it stops at 100,000 entries or 7 MB), or no longer has the tree
 */
export async function readPaths(
  client: Client,
  repository: RepositoryRef,
  tree: string,
): Promise<readonly string[] | null> {
  const answer = await client.find<{
    readonly truncated: boolean;
    readonly tree: readonly { readonly path: string; readonly type: string }[];
  }>('GET /repos/{owner}/{repo}/git/trees/{tree_sha}', { ...path(repository), tree_sha: tree, recursive: '1' });
  if (!answer || answer.data.truncated) return null;
  return answer.data.tree.filter(({ type }) => type !== 'tree').map((entry) => entry.path);
}
