import { fullName, type RepositoryRef } from '../../domain/repository.ts';
import type { Client } from '../../github/client.ts';
import { type AssetRef, findAsset, openAsset } from '../../github/open-asset.ts';
import { createKept } from '../kept.ts';
import type { Shelf, Shelves } from '../shelves.ts';
import type { Access, Sight, Viewer } from '../viewer.ts';
import { parseAssetAddress } from './asset-address.ts';

/** A package's file in a registry, and what of it the viewer may have. */
export interface OpenPackage<T> {
  readonly shelf: Shelf;
  readonly content: T;
  /** An asset that the portal can hand out, rather than a file that lies elsewhere. */
  readonly isOurs: (address: string) => boolean;
  /** Where GitHub hides the repository of this address from the viewer, so do we. */
  readonly has: (address: string) => boolean;
}

/** Nothing that the viewer may see: 401 where other credentials might help, else 404, whether it exists or not. */
export type Closed = 401 | 404;

/** A file of the registry as its format reads it, and the addresses that stand in it. */
export interface Kind<T> {
  readonly path: string;
  readonly read: (text: string) => T | null;
  readonly addresses: (content: T) => readonly string[];
}

/** Hands out packages to those whom GitHub lets see their repository. */
export interface Desk {
  open<T>(viewer: Viewer, kind: Kind<T>): Promise<OpenPackage<T> | Closed>;
  /** Those of the repositories that the viewer sees. */
  sight(viewer: Viewer, repositories: readonly RepositoryRef[], shelf: Shelf): Promise<Sight>;
  /** The asset's bytes, read as the App; who may have them must be settled before. `null` where it is gone. */
  download(shelf: Shelf, address: string, method: string): Promise<Response | null>;
}

export interface DeskPorts {
  readonly shelves: Shelves;
  readonly access: Access;
  readonly github: (installation: number) => Client;
  /** `https://github.com` */
  readonly web: string;
  readonly now: () => Date;
}

const NUMBERS_KEPT_MS = 5 * 60_000;
const NUMBERS = 5_000;

export function createDesk({ shelves, access, github, web, now }: DeskPorts): Desk {
  const numbers = createKept<number | null>(NUMBERS_KEPT_MS, NUMBERS, now);
  const assetOf = (address: string) => parseAssetAddress(address, web);
  const closed = (viewer: Viewer): Closed => (viewer.token === null ? 401 : 404);

  async function openOn<T>(shelf: Shelf, viewer: Viewer, kind: Kind<T>): Promise<OpenPackage<T> | Closed> {
    const content = kind.read((await shelf.text(kind.path)) ?? '');
    if (content === null) return closed(viewer);
    const repositories = repositoriesOf(kind.addresses(content).map(assetOf));
    const sight = repositories.length === 0 ? new Set<string>() : await sees(viewer, repositories, shelf);
    if (sight === false) return 401;
    if (sight.size === 0) return closed(viewer);
    return {
      shelf,
      content,
      isOurs: (address) => assetOf(address) !== null,
      has(address) {
        const asset = assetOf(address);
        // What lies elsewhere is not ours to hide: whoever sees the package sees that there is such a file.
        return asset === null || sight.has(fullName(asset.repository).toLowerCase());
      },
    };
  }

  const sees = (viewer: Viewer, repositories: readonly RepositoryRef[], shelf: Shelf) =>
    access.sees(viewer, repositories, shelf.installation);

  return {
    sight: sees,
    async open(viewer, kind) {
      let answer = closed(viewer);
      for (const shelf of await shelves()) {
        const found = await openOn(shelf, viewer, kind);
        if (typeof found === 'object') return found;
        if (found === 401) answer = found;
      }
      return answer;
    },
    async download(shelf, address, method) {
      const asset = assetOf(address);
      if (!asset) return null;
      const client = github(shelf.installation);
      const id = await numbers.get(`${shelf.installation} ${address}`, () => findAsset(client, asset));
      if (id === null) return null;
      // A body that nobody reads would keep its connection to GitHub open.
      if (method === 'HEAD') return new Response(null, { headers: BYTES });
      const opened = await openAsset(client, asset.repository, id);
      return opened && toResponse(opened);
    },
  };
}

function repositoriesOf(assets: readonly (AssetRef | null)[]): readonly RepositoryRef[] {
  const found = new Map<string, RepositoryRef>();
  for (const asset of assets) if (asset) found.set(fullName(asset.repository).toLowerCase(), asset.repository);
  return [...found.values()];
}

const BYTES = { 'content-type': 'application/octet-stream' };

function toResponse({ data, headers }: NonNullable<Awaited<ReturnType<typeof openAsset>>>): Response {
  const length = headers['content-length'];
  return new Response(data, {
    headers: { ...BYTES, ...(length === undefined ? {} : { 'content-length': String(length) }) },
  });
}
