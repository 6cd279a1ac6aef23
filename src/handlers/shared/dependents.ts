import type { PackageEntry } from '../../domain/package-entry.ts';
import { fullName, type RepositoryRef } from '../../domain/repository.ts';
import { readDefaultBranch } from '../../github/read-default-branch.ts';
import { parseEntry } from '../../registry/formats/catalog/entry.ts';
import type { Dependent } from '../../reviewers/wishes.ts';
import type { Ports } from '../ports.ts';
import { cached } from './people.ts';

/** Who builds on what changes slowly. */
const FRESH_MS = 60 * 60_000;

/** What every package of the registry needs to run, read once an hour: one query to list them, and one for each fifty. */
export async function readDependents(
  ports: Ports,
  { registry, installation }: { registry: RepositoryRef; installation: number },
): Promise<readonly Dependent[]> {
  const query = {
    kind: 'dependents',
    freshMs: FRESH_MS,
    keyOf: () => fullName(registry).toLowerCase(),
    names: [registry.name],
  };
  const [kept] = await cached(ports, query, async () => {
    const client = ports.github(installation);
    const listed = await readDefaultBranch(client, registry, [], 'packages');
    const read = listed?.listing?.length ? await readDefaultBranch(client, registry, listed.listing) : null;
    return [[...(read?.files.values() ?? [])].flatMap((text) => dependentOf(parseEntry(text ?? '')))];
  });
  return kept?.value ?? [];
}

function dependentOf(entry: PackageEntry | null): Dependent[] {
  const needed = entry?.versions.at(-1)?.dependencies.filter(({ kind }) => kind === 'runtime' || kind === 'optional');
  if (!entry || !needed?.length) return [];
  return [{ package: entry.name, owners: entry.owners, needs: needed.map(({ name }) => name) }];
}
