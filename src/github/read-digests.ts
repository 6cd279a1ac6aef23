import type { RepositoryRef } from '../domain/repository.ts';
import type { Client } from './client.ts';
import type { ReleaseReading } from './read-release.ts';
import { path } from './route.ts';

/** An asset as REST and webhooks tell of it: GraphQL doesn't know the digest. */
export interface AssetDigest {
  readonly name: string;
  /** `sha256:` and 64 hex digits. */
  readonly digest?: string | null | undefined;
}

/** Asset name → SHA-256 in hex, of those that GitHub has computed one of. */
export function digestsOf(assets: readonly AssetDigest[]): ReadonlyMap<string, string> {
  return new Map(
    assets.flatMap(({ name, digest }): [string, string][] => {
      const hex = /^sha256:([0-9a-f]{64})$/.exec(digest ?? '')?.[1];
      return hex ? [[name, hex]] : [];
    }),
  );
}

/** The reading with its assets' SHA-256, where no webhook has told them: one request, none for a release without assets. */
export async function withDigests(
  client: Client,
  repository: RepositoryRef,
  reading: ReleaseReading,
): Promise<ReleaseReading> {
  const { release } = reading;
  if (release.assets.length === 0) return reading;
  const route = 'GET /repos/{owner}/{repo}/releases/tags/{tag}';
  const found = await client.find<{ assets: readonly AssetDigest[] }>(route, { ...path(repository), tag: release.tag });
  const digests = digestsOf(found?.data.assets ?? []);
  const assets = release.assets.map((each) => ({ ...each, sha256: digests.get(each.name) ?? each.sha256 }));
  return { ...reading, release: { ...release, assets } };
}
