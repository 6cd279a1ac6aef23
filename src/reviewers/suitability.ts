import { atLeast, type ResolvedOwner, sameLogin, whyDropped } from '../domain/person.ts';
import type { Repository } from '../domain/repository.ts';
import type { Candidate, SelectionInput, Unaskable, WhyNot } from './selection.ts';

/** May its people be asked? Of a repository that is not private every member of the organisation may read. */
export function mayReview(
  { exists, permission }: ResolvedOwner,
  { visibility }: Pick<Repository, 'visibility'>,
): boolean {
  return exists && (atLeast(permission, 'read') || visibility !== 'private');
}

/** Why nobody is asked as an owner by CODEOWNERS: to be asked it takes read access, to be an owner GitHub wants more. `null` where they are. */
export function whyNoCodeOwner(
  owner: ResolvedOwner,
  repository: Pick<Repository, 'visibility'>,
): Unaskable['why'] | null {
  return mayReview(owner, repository) ? whyDropped(owner) : 'unseen';
}

/** Why this person is not asked; `null` where they may be. */
export function whyNot({ login, busy, openRequests }: Candidate, input: SelectionInput): WhyNot | null {
  const { settings } = input;
  if (sameLogin(login, input.author)) return 'author';
  if (isBot(login)) return 'bot';
  if (named(settings.exclude, login)) return 'excluded';
  // Who reviews already is not sent away for being busy.
  if (isEngaged(login, input)) return null;
  if (named(input.removed.users, login)) return 'removed';
  if (named(input.refused, login)) return 'refused';
  if (named(settings.away, login)) return 'away';
  if (busy) return 'busy';
  return openRequests !== null && openRequests >= settings.cap ? 'over-cap' : null;
}

/** Who is asked, and who has reviewed. */
export type Engaged = Pick<SelectionInput, 'requested' | 'reviewed'>;

/** Asked or reviewing already. */
export function isEngaged(login: string, { requested, reviewed }: Engaged): boolean {
  return named([...requested.users, ...reviewed], login);
}

export function isBot(login: string): boolean {
  return login.endsWith('[bot]');
}

/** Is the team `@org/slug` among those given by their slugs? */
export function namesTeam(slugs: readonly string[], owner: string): boolean {
  return named(slugs, owner.split('/')[1] ?? '');
}

function named(list: readonly string[], login: string): boolean {
  return list.some((each) => sameLogin(each.replace(/^@/, ''), login));
}
