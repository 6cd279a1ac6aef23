import { sameLogin } from '../domain/person.ts';
import type { Chosen, Selection } from './selection.ts';
import { type Engaged, isEngaged, namesTeam } from './suitability.ts';

/**
 * Why people were asked is known when they are: a later look finds them asked already, and others busy or free who weren't then. So those who were
 * chosen before keep their reasons, and as long as they are the same people, who was passed over for them stays too.
 */
export function recall(now: Selection, before: Selection | null): Selection {
  if (!before) return now;
  const indexBefore = ({ who }: Chosen) => before.reviewers.findIndex((each) => sameLogin(each.who, who));
  const reviewers = now.reviewers
    .map((chosen) => ({ chosen, index: indexBefore(chosen) }))
    .sort((one, other) => rank(one.index) - rank(other.index))
    .map(({ chosen, index }): Chosen => {
      const known = before.reviewers[index];
      return known ? { ...known, already: chosen.already } : chosen;
    });
  const isSame = reviewers.length === before.reviewers.length && now.reviewers.every((each) => indexBefore(each) >= 0);
  return { ...now, reviewers, passedOver: isSame ? before.passedOver : now.passedOver };
}

/** What is left of a choice while nobody is chosen, as for a draft: those who are still asked or reviewing, and why they were. */
export function remaining(before: Selection, now: Engaged): Selection {
  const reviewers = before.reviewers
    .filter(({ who, team }) => (team ? namesTeam(now.requested.teams, who) : isEngaged(who, now)))
    .map((chosen) => ({ ...chosen, already: true }));
  return { ...before, reviewers };
}

/** Those who are new come last. */
function rank(index: number): number {
  return index < 0 ? Number.MAX_SAFE_INTEGER : index;
}
