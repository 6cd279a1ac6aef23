import type { Policy } from '../../config/policy.ts';
import type { ResolvedOwner } from '../../domain/person.ts';
import type { WorkingHours } from '../../domain/reviewer-settings.ts';
import { ownersAmong } from './judge.ts';

/** The owners whose hours the policy knows, as written. */
export function ownersWithHours({ reviewers }: Policy): readonly string[] {
  return reviewers.hours.flatMap(({ of }) => of);
}

/** The policy's hours with those who keep them: people and teams as it names them (`acme/tokyo`), and the teams' people as they are now. */
export function workingHours({ reviewers }: Policy, resolved: readonly ResolvedOwner[]): readonly WorkingHours[] {
  return reviewers.hours.map((each) => ({
    people: [...each.of.map(bare), ...ownersAmong(resolved, each.of).flatMap(({ members }) => members)],
    timeZone: each['time-zone'],
    days: each.days,
    hours: each.hours,
  }));
}

/** `@acme/tokyo` → `acme/tokyo` */
export function bare(owner: string): string {
  return owner.replace(/^@/, '');
}
