import { parseOwner, type ResolvedOwner } from '../../domain/person.ts';
import { fullName, type RepositoryRef } from '../../domain/repository.ts';
import { readOwners, readWorkloads, type Workload } from '../../github/read-people.ts';
import type { Ports } from '../ports.ts';

/** Teams and people change seldom, and events say when; should one be lost, they are looked up again after this time. */
const FRESH_MS = 60 * 60_000;
const WORKLOAD_FRESH_MS = 5 * 60_000;

interface Kept<T> {
  readonly readAt: string;
  readonly value: T;
}

/** Looks owners up, from what is kept where that is fresh; one query for all others. */
export async function resolveOwners(
  ports: Ports,
  where: { repository: RepositoryRef; installation: number },
  owners: readonly string[],
): Promise<readonly ResolvedOwner[]> {
  const names = [...new Set(owners)].filter((owner) => parseOwner(owner) !== null);
  const keyOf = (owner: string) => `${fullName(where.repository)}:${owner}`.toLowerCase();
  return cached(ports, { kind: 'owner', freshMs: FRESH_MS, keyOf, names }, (missing) =>
    readOwners(ports.github(where.installation), where.repository, missing),
  );
}

/** How busy people are; one query for those who aren't known freshly. */
export async function workloads(
  ports: Ports,
  where: { organization: string; installation: number },
  logins: readonly string[],
): Promise<readonly Workload[]> {
  const keyOf = (login: string) => `${where.organization}:${login}`.toLowerCase();
  const names = [...new Set(logins)];
  return cached(ports, { kind: 'workload', freshMs: WORKLOAD_FRESH_MS, keyOf, names }, (missing) =>
    readWorkloads(ports.github(where.installation), where.organization, missing),
  );
}

async function cached<T>(
  ports: Ports,
  query: { kind: string; freshMs: number; keyOf: (name: string) => string; names: readonly string[] },
  read: (missing: readonly string[]) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const now = ports.now();
  const kept = await Promise.all(query.names.map((name) => ports.memory.get<Kept<T>>(query.kind, query.keyOf(name))));
  const isFresh = (each: Kept<T> | null | undefined): each is Kept<T> =>
    !!each && now.getTime() - Date.parse(each.readAt) < query.freshMs;
  const missing = query.names.filter((_, index) => !isFresh(kept[index]));
  const found = missing.length > 0 ? await read(missing) : [];
  await Promise.all(
    found.map((value, index) => {
      const name = missing[index] ?? '';
      return ports.memory.put(query.kind, query.keyOf(name), { readAt: now.toISOString(), value });
    }),
  );
  return [...kept.filter(isFresh).map(({ value }) => value), ...found];
}
