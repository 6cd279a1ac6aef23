import type { PackageEntry } from '../../domain/package-entry.ts';
import { fullName, type RepositoryRef } from '../../domain/repository.ts';
import type { ProjectSnapshot } from '../../domain/snapshot.ts';
import { catalogPath, parseEntry } from '../../registry/formats/catalog/entry.ts';
import { packumentPath } from '../../registry/formats/npm/index.ts';
import { pathsOf } from '../../registry/formats/python/index.ts';
import type { Shelf, Shelves } from '../shelves.ts';

/** A registered package, and what it takes to install it. */
export interface Listing {
  readonly entry: PackageEntry;
  readonly registry: RepositoryRef;
  /** By which package managers it can be had. */
  readonly clients: readonly Client[];
}

type Client = 'pip' | 'npm' | 'julia';

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

async function clientsOf({ name, ecosystem }: PackageEntry, shelf: Shelf): Promise<readonly Client[]> {
  const files: Partial<Record<string, readonly [Client, string]>> = {
    python: ['pip', pathsOf(name).json],
    npm: ['npm', packumentPath(name)],
    julia: ['julia', 'Registry.toml'],
  };
  const [client, path] = files[ecosystem] ?? [];
  return client && path && (await shelf.text(path)) !== null ? [client] : [];
}
