import type { Memo } from '../../domain/action.ts';
import { parseOwner, type ResolvedOwner, sameLogin } from '../../domain/person.ts';
import { fullName, type RepositoryRef } from '../../domain/repository.ts';
import { readOwners } from '../../github/read-people.ts';
import { type History, readWorkloads, readWriters, type Workload } from '../../github/read-workloads.ts';
import type { Ports } from '../ports.ts';

/** Teams and people change seldom, and events say when; should one be lost, they are looked up again after this time. */
const FRESH_MS = 60 * 60_000;
const WORKLOAD_FRESH_MS = 5 * 60_000;

export interface Kept<T> {
  readonly readAt: string;
  readonly value: T;
}

interface Place {
  readonly repository: RepositoryRef;
  readonly installation: number;
}

/** When teams, members or access last changed: of an organisation, or of one repository. */
export const PEOPLE_CHANGED = 'people-changed';

/**
 * Nothing that was asked for before now counts any longer, be it answered later: who has left must not stay for as long as answers are kept.
 * @param whose `acme`, or `acme/core`
 */
export async function peopleChanged(ports: Ports, whose: string): Promise<void> {
  await ports.memory.put(PEOPLE_CHANGED, whose.toLowerCase(), ports.now().toISOString());
}

/** ISO 8601; empty where nothing was told yet. */
async function lastChange(ports: Ports, repository: RepositoryRef): Promise<string> {
  const places = [repository.owner, fullName(repository)].map((each) => each.toLowerCase());
  const times = await Promise.all(places.map((each) => ports.memory.get<string>(PEOPLE_CHANGED, each)));
  return (
    times
      .map((time) => time ?? '')
      .sort()
      .at(-1) ?? ''
  );
}

/** A CODEOWNERS that names more must not use up what GitHub lets us ask in an hour. */
const MOST_OWNERS = 1000;

/** Looks owners up, from what is kept where that is fresh; one query for each fifty of all others. Of more than a thousand, the first. */
export async function resolveOwners(
  ports: Ports,
  { repository, installation }: Place,
  owners: readonly string[],
): Promise<readonly ResolvedOwner[]> {
  const names = [...new Set(owners)].filter((owner) => parseOwner(owner) !== null).slice(0, MOST_OWNERS);
  const keyOf = (owner: string) => `${fullName(repository)}:${owner}`.toLowerCase();
  const after = await lastChange(ports, repository);
  const kept = await cached(ports, { kind: 'owner', freshMs: FRESH_MS, after, keyOf, names }, (missing) =>
    readOwners(ports.github(installation), repository, missing),
  );
  return kept.map(({ value }) => value);
}

/** Logins of those who may write to a repository. Kept beside its owners, and forgotten with them. */
export async function writersOf(ports: Ports, { repository, installation }: Place): Promise<readonly string[]> {
  const keyOf = (name: string) => `${fullName(repository)}:${name}`.toLowerCase();
  const after = await lastChange(ports, repository);
  const [kept] = await cached(
    ports,
    { kind: 'owner', freshMs: FRESH_MS, after, keyOf, names: ['writers'] },
    async () => [await readWriters(ports.github(installation), repository)],
  );
  return kept?.value ?? [];
}

/** How busy people are, and their commits where a history is asked for; one query, or none where all is known freshly. */
export async function workloads(
  ports: Ports,
  where: { organization: string; installation: number },
  { logins, history }: { logins: readonly string[]; history: History | null },
): Promise<{ readonly workloads: readonly Kept<Workload>[]; readonly commits: ReadonlyMap<string, number> }> {
  const { organization, installation } = where;
  const read = (missing: readonly string[]) =>
    readWorkloads(ports.github(installation), { organization, logins: missing, history });
  let commits: ReadonlyMap<string, number> | null = null;
  const query = {
    kind: 'workload',
    freshMs: WORKLOAD_FRESH_MS,
    keyOf: workloadKey(organization),
    names: [...new Set(logins)],
  };
  const kept = await cached(ports, query, async (missing) => {
    const found = await read(missing);
    commits = found.commits;
    return found.workloads;
  });
  return { workloads: kept, commits: commits ?? (await read([])).commits };
}

/** What is known of people who have just been asked: one more open request, as fresh or stale as it was. */
export function askedMemos(organization: string, known: readonly Kept<Workload>[], logins: readonly string[]): Memo[] {
  return known
    .filter(({ value }) => logins.some((login) => sameLogin(login, value.login)))
    .map(({ readAt, value }) => ({
      kind: 'workload',
      key: workloadKey(organization)(value.login),
      value: { readAt, value: { ...value, openRequests: value.openRequests + 1 } },
    }));
}

function workloadKey(organization: string): (login: string) => string {
  return (login) => `${organization}:${login}`.toLowerCase();
}

/** What is kept of these names where it is fresh, and the rest read at once. @param query `after`: what was read until then, ISO 8601, isn't fresh */
export async function cached<T>(
  ports: Ports,
  query: { kind: string; freshMs: number; after?: string; keyOf: (name: string) => string; names: readonly string[] },
  read: (missing: readonly string[]) => Promise<readonly T[]>,
): Promise<readonly Kept<T>[]> {
  const now = ports.now();
  const kept = await Promise.all(query.names.map((name) => ports.memory.get<Kept<T>>(query.kind, query.keyOf(name))));
  const isFresh = (each: Kept<T> | null | undefined): each is Kept<T> =>
    !!each && each.readAt > (query.after ?? '') && now.getTime() - Date.parse(each.readAt) < query.freshMs;
  const missing = query.names.filter((_, index) => !isFresh(kept[index]));
  const values = missing.length > 0 ? await read(missing) : [];
  const found = values.map((value): Kept<T> => ({ readAt: now.toISOString(), value }));
  await Promise.all(found.map((each, index) => ports.memory.put(query.kind, query.keyOf(missing[index] ?? ''), each)));
  return [...kept.filter(isFresh), ...found];
}
