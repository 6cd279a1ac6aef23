import type { RepositoryRef } from '../../domain/repository.ts';
import type { Client } from '../../github/client.ts';
import { type BranchReading, readDefaultBranch } from '../../github/read-default-branch.ts';
import type { RegistryFiles } from '../../registry/formats/format.ts';
import { namesOf } from '../../registry/from-registry.ts';
import type { Memory } from '../../store/memory.ts';
import { isListed, keepListing, knownNames } from './registered-names.ts';

/** A registry's head, the files that were asked for, and what it holds. */
export interface RegistryReading extends BranchReading {
  /** Names of all its packages, as far as we know. */
  readonly known: readonly string[];
}

/** Files to be seen beyond those seen; asked again with what was read, until it names nothing new. */
export type Asking = (seen: RegistryFiles) => readonly string[];

/**
 * What several want to see of a registry, nearly always by one question; `null` where there is no registry. As of the first head: should the
 * registry move on between two questions, the commit is refused, and all is read anew. The names are asked for where they aren't remembered.
 * See docs/decisions/0002-registered-names.md
 */
export async function readRegistry(
  client: Client,
  registry: RepositoryRef,
  { memory, asking }: { memory: Memory; asking: readonly Asking[] },
): Promise<RegistryReading | null> {
  const left = (seen: RegistryFiles) => {
    const paths = asking.flatMap((each) => each(seen));
    return [...new Set(paths)].filter((path) => !seen.has(path));
  };
  const listed = (await isListed(memory, registry)) ? undefined : 'packages';
  let reading = await readDefaultBranch(client, registry, left(new Map()), listed);
  while (reading) {
    const paths = left(reading.files);
    if (paths.length === 0) break;
    const more = await readDefaultBranch(client, registry, paths);
    reading = more && { ...reading, files: new Map([...reading.files, ...more.files]) };
  }
  if (!reading) return null;
  if (reading.listing) await keepListing(memory, registry, namesOf(reading.listing));
  // After the head, so that whoever came in before it is among them.
  return { ...reading, known: await knownNames(memory, registry) };
}
