import type { RepositoryRef } from '../domain/repository.ts';
import type { Client, RestAnswer } from './client.ts';
import { GitHubRefusal } from './errors.ts';
import { path } from './route.ts';

/** A file of a release, as its address in the registry names it. */
export interface AssetRef {
  readonly repository: RepositoryRef;
  readonly tag: string;
  readonly name: string;
}

/** An asset's number, which downloading takes; `null` where the release or the asset is gone. */
export async function findAsset(client: Client, { repository, tag, name }: AssetRef): Promise<number | null> {
  const release = await client.find<{ assets: readonly { id: number; name: string }[] }>(
    'GET /repos/{owner}/{repo}/releases/tags/{tag}',
    { ...path(repository), tag },
  );
  return release?.data.assets.find((asset) => asset.name === name)?.id ?? null;
}

/**
 * The asset's bytes as they come, from GitHub's file store, to which it redirects; `null` where there is no asset of this number (any more).
 */
export async function openAsset(
  client: Client,
  repository: RepositoryRef,
  id: number,
): Promise<RestAnswer<ReadableStream<Uint8Array>> | null> {
  try {
    return await client.open('GET /repos/{owner}/{repo}/releases/assets/{asset_id}', {
      ...path(repository),
      asset_id: id,
      headers: { accept: 'application/octet-stream' },
    });
  } catch (error) {
    if (error instanceof GitHubRefusal && error.status === 404) return null;
    throw error;
  }
}
