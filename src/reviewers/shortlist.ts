import type { ResolvedOwner } from '../domain/person.ts';
import { lotOf } from './order.ts';

/**
 * The people to compare, where there are more than can be: each owner gives one in turn, drawn by lot, so that every owner is among them and every
 * member has the same chance.
 */
export function shortlist(
  owners: readonly Pick<ResolvedOwner, 'owner' | 'members'>[],
  { seed, limit }: { readonly seed: string; readonly limit: number },
): readonly string[] {
  const drawn = owners.map(({ members }) =>
    [...members]
      .map((login) => ({ login, lot: lotOf(`${seed}:${login.toLowerCase()}`) }))
      .sort((one, other) => one.lot - other.lot),
  );
  const longest = Math.max(0, ...drawn.map(({ length }) => length));
  const logins = new Map<string, string>();
  for (let turn = 0; turn < longest && logins.size < limit; turn++) {
    for (const { login } of drawn.flatMap((each) => each[turn] ?? [])) {
      if (logins.size < limit && !logins.has(login.toLowerCase())) logins.set(login.toLowerCase(), login);
    }
  }
  return [...logins.values()];
}
