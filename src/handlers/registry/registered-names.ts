import type { Memo } from '../../domain/action.ts';
import { fullName, type RepositoryRef } from '../../domain/repository.ts';
import type { Memory } from '../../store/memory.ts';

/** All names that a registry held when it was last listed. */
interface Listing {
  readonly names: readonly string[];
}

/** A name that was registered since. */
interface Addition {
  readonly registry: string;
  readonly name: string;
}

const LISTING = 'registry-listing';
const ADDITION = 'registry-addition';

/** Whether the names that a registry holds are remembered. See docs/decisions/0002-registered-names.md */
export async function isListed(memory: Memory, registry: RepositoryRef): Promise<boolean> {
  return (await memory.get<Listing>(LISTING, keyOf(registry))) !== null;
}

/** The names that a registry held when it was listed, and those that came in since. */
export async function knownNames(memory: Memory, registry: RepositoryRef): Promise<readonly string[]> {
  const key = keyOf(registry);
  const listing = await memory.get<Listing>(LISTING, key);
  const additions = await memory.list<Addition>(ADDITION);
  const added = additions.filter((each) => each.registry === key).map(({ name }) => name);
  return [...new Set([...(listing?.names ?? []), ...added])];
}

/** Keeps the names that a registry held when it was listed. */
export async function keepListing(memory: Memory, registry: RepositoryRef, names: readonly string[]): Promise<void> {
  await memory.put(LISTING, keyOf(registry), { names } satisfies Listing);
}

/** One more name, as soon as it is in. */
export async function keepName(memory: Memory, registry: RepositoryRef, name: string): Promise<void> {
  const { kind, key, value } = rememberName(registry, name);
  await memory.put(kind, key, value);
}

/** One more name, for a plan: where its release was cut before it was kept. */
export function rememberName(registry: RepositoryRef, name: string): Memo {
  const key = keyOf(registry);
  return { kind: ADDITION, key: `${key}/${name}`, value: { registry: key, name } satisfies Addition };
}

function keyOf(registry: RepositoryRef): string {
  return fullName(registry).toLowerCase();
}
