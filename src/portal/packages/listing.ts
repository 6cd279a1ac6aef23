import type { PackageEntry, PackageVersion } from '../../domain/package-entry.ts';
import type { Ecosystem } from '../../domain/project.ts';
import { fullName, type RepositoryRef } from '../../domain/repository.ts';
import type { ProjectSnapshot } from '../../domain/snapshot.ts';
import { catalogPath, parseEntry } from '../../registry/formats/catalog/entry.ts';
import type { Format } from '../../registry/formats/format.ts';
import { julia } from '../../registry/formats/julia/index.ts';
import { REGISTRY_FILE } from '../../registry/formats/julia/registry-file.ts';
import { npm, packumentPath } from '../../registry/formats/npm/index.ts';
import { pathsOf, python } from '../../registry/formats/python/index.ts';
import type { Shelf, Shelves } from '../shelves.ts';

/** A registered package, and what it takes to install it. */
export interface Listing {
  readonly entry: PackageEntry;
  readonly registry: RepositoryRef;
  /** By which programs it can be had: its package manager, where that is served or asks git by itself, and else git. */
  readonly clients: readonly Client[];
}

export type Client = 'pip' | 'npm' | 'julia' | 'cargo' | 'git';

/** The version that is shown: the newest that isn't yanked, a prerelease only where there is no other. */
export function newestOf({ versions }: PackageEntry): PackageVersion | undefined {
  const good = versions.filter(({ yanked }) => !yanked);
  return good.filter(({ prerelease }) => !prerelease).at(-1) ?? good.at(-1);
}

/** The project's packages that are in a registry. */
export async function listingsOf(
  { repository, project }: ProjectSnapshot,
  shelves: Shelves,
): Promise<readonly Listing[]> {
  const found: Listing[] = [];
  for (const shelf of await shelves()) {
    for (const { name } of project.packages) {
      const entry = parseEntry((await shelf.text(catalogPath(name))) ?? '');
      if (entry?.repository.toLowerCase() !== fullName(repository).toLowerCase()) continue;
      found.push({ entry, registry: shelf.repository, clients: await clientsOf(entry, shelf) });
    }
  }
  return found;
}

async function clientsOf(entry: PackageEntry, shelf: Shelf): Promise<readonly Client[]> {
  const { name, ecosystem } = entry;
  const served: Partial<Record<Ecosystem, readonly [Client, Format, string]>> = {
    python: ['pip', python, pathsOf(name).json],
    npm: ['npm', npm, packumentPath(name)],
    julia: ['julia', julia, REGISTRY_FILE],
  };
  const [client, format, path] = served[ecosystem] ?? [];
  const newest = newestOf(entry);
  const isListed = newest && !format?.omits?.(entry, newest);
  if (client && isListed && path && (await shelf.text(path)) !== null) return [client];
  return [ecosystem === 'cargo' ? 'cargo' : 'git'];
}
