import { minimatch } from 'minimatch';
import { sameLogin } from '../domain/person.ts';
import type { ReviewerSettings } from '../domain/reviewer-settings.ts';
import { order } from './order.ts';

/** Somebody who could be asked. */
export interface Candidate {
  readonly login: string;
  /** The owners, as written, through whom this person owns something here: `@acme/platform`, `@alice`. */
  readonly via: readonly string[];
  /** Open review requests; `null` where unknown. */
  readonly openRequests: number | null;
  /** Says of themselves that they are busy. */
  readonly busy: boolean;
}

export interface OwnedFile {
  readonly path: string;
  readonly owners: readonly string[];
  /** The CODEOWNERS pattern that decides; `null` where none matches. */
  readonly pattern: string | null;
}

export interface SelectionInput {
  readonly author: string;
  readonly files: readonly OwnedFile[];
  /** Owners of the project, as written. */
  readonly owningTeams: readonly string[];
  readonly candidates: readonly Candidate[];
  /** Who is asked now, and who has reviewed. */
  readonly requested: { readonly users: readonly string[]; readonly teams: readonly string[] };
  readonly reviewed: readonly string[];
  /** Whom a person took off again. */
  readonly removed: readonly string[];
  readonly settings: ReviewerSettings;
  /** Equal seeds choose equal people. */
  readonly seed: string;
}

export type Reason =
  | { readonly kind: 'owns-files'; readonly pattern: string; readonly files: number }
  | { readonly kind: 'owning-team'; readonly team: string; readonly among: number }
  | { readonly kind: 'group'; readonly from: string; readonly paths: readonly string[] }
  | { readonly kind: 'outside' }
  | { readonly kind: 'team-fallback'; readonly team: string };

export interface Chosen {
  /** A login, or `@org/team`. */
  readonly who: string;
  readonly team: boolean;
  readonly reason: Reason;
  /** Asked or reviewing already. */
  readonly already: boolean;
}

export type WhyNot = 'author' | 'away' | 'busy' | 'excluded' | 'over-cap' | 'removed' | 'bot';

export interface PassedOver {
  readonly login: string;
  readonly why: WhyNot;
}

export interface Selection {
  readonly reviewers: readonly Chosen[];
  readonly passedOver: readonly PassedOver[];
}

/** Chooses reviewers: owners of the changed files first, then the owning team, then the policy's groups, then somebody from outside. */
export function selectReviewers(input: SelectionInput): Selection {
  const state = new Choice(input);
  coverFiles(state);
  fromOwners(state);
  fromGroups(state);
  fromOutside(state);
  if (state.chosen.length === 0) askTeam(state);
  return { reviewers: state.chosen, passedOver: state.passedOver };
}

/** What the steps of the choice share. */
class Choice {
  readonly input: SelectionInput;
  readonly chosen: Chosen[] = [];
  readonly passedOver: readonly PassedOver[];
  /** Those who may be asked, in the order of preference. */
  readonly able: readonly Candidate[];

  constructor(input: SelectionInput) {
    this.input = input;
    const judged = input.candidates.map((candidate) => ({ candidate, why: whyNot(candidate, input) }));
    this.passedOver = judged.flatMap(({ candidate, why }) => (why ? [{ login: candidate.login, why }] : []));
    this.able = order(
      judged.filter(({ why }) => !why).map(({ candidate }) => candidate),
      input.settings.strategy,
      input.seed,
    );
  }

  get room(): number {
    return this.input.settings.maximum - this.chosen.length;
  }

  has(login: string): boolean {
    return this.chosen.some(({ who, team }) => !team && sameLogin(who, login));
  }

  add(candidate: Candidate, reason: Reason): void {
    if (this.room > 0 && !this.has(candidate.login)) {
      this.chosen.push({ who: candidate.login, team: false, reason, already: isEngaged(candidate.login, this.input) });
    }
  }

  chosenOf(owners: readonly string[]): number {
    return this.chosen.filter(({ who }) =>
      this.input.candidates.some(
        ({ login, via }) => sameLogin(login, who) && via.some((each) => includes(owners, each)),
      ),
    ).length;
  }
}

function whyNot({ login, busy, openRequests }: Candidate, input: SelectionInput): WhyNot | null {
  const { settings } = input;
  if (sameLogin(login, input.author)) return 'author';
  if (login.endsWith('[bot]')) return 'bot';
  if (named(settings.exclude, login)) return 'excluded';
  // Who reviews already is not sent away for being busy.
  if (isEngaged(login, input)) return null;
  if (input.removed.some((each) => sameLogin(each, login))) return 'removed';
  if (named(settings.away, login)) return 'away';
  if (busy) return 'busy';
  return openRequests !== null && openRequests >= settings.cap ? 'over-cap' : null;
}

function isEngaged(login: string, { requested, reviewed }: SelectionInput): boolean {
  return [...requested.users, ...reviewed].some((each) => sameLogin(each, login));
}

function named(list: readonly string[], login: string): boolean {
  return list.some((each) => sameLogin(each.replace(/^@/, ''), login));
}

function includes(owners: readonly string[], owner: string): boolean {
  return owners.some((each) => sameLogin(each, owner));
}

/** Each file's owners should be among the reviewers, with as few people as will do: always the one who covers most of what is left. */
function coverFiles(state: Choice): void {
  let open = state.input.files.filter(({ owners }) => owners.length > 0);
  while (open.length > 0 && state.room > 0) {
    const ranked = state.able
      .filter(({ login }) => !state.has(login))
      .map((candidate) => ({
        candidate,
        covers: open.filter(({ owners }) => candidate.via.some((each) => includes(owners, each))),
        engaged: isEngaged(candidate.login, state.input),
      }))
      .filter(({ covers }) => covers.length > 0);
    const best = ranked.reduce<(typeof ranked)[number] | null>((before, each) => {
      if (!before || each.covers.length > before.covers.length) return each;
      return each.covers.length === before.covers.length && each.engaged && !before.engaged ? each : before;
    }, null);
    if (!best) return;
    const pattern = mostFrequent(best.covers.flatMap((file) => (file.pattern ? [file.pattern] : [])));
    state.add(best.candidate, { kind: 'owns-files', pattern, files: best.covers.length });
    open = open.filter((file) => !best.covers.includes(file));
  }
}

function mostFrequent(patterns: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const pattern of patterns) counts.set(pattern, (counts.get(pattern) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? '';
}

function fromOwners(state: Choice): void {
  const { owningTeams, settings } = state.input;
  const owners = state.able.filter(({ via }) => via.some((each) => includes(owningTeams, each)));
  for (const candidate of owners) {
    if (state.chosenOf(owningTeams) >= settings.owners) return;
    const team = candidate.via.find((each) => includes(owningTeams, each)) ?? '';
    state.add(candidate, { kind: 'owning-team', team, among: owners.length });
  }
}

function fromGroups(state: Choice): void {
  for (const { paths, from, count } of state.input.settings.groups) {
    const touched = state.input.files.some(({ path }) => paths.some((glob) => minimatch(path, glob, { dot: true })));
    if (!touched) continue;
    for (const candidate of state.able.filter(({ via }) => includes(via, from))) {
      if (state.chosenOf([from]) >= count) break;
      state.add(candidate, { kind: 'group', from, paths });
    }
  }
}

function fromOutside(state: Choice): void {
  const { owningTeams, settings } = state.input;
  const isOutside = ({ via }: Candidate) => !via.some((each) => includes(owningTeams, each));
  const outsiders = state.able.filter(isOutside);
  const chosen = () => state.chosen.filter(({ who }) => outsiders.some(({ login }) => sameLogin(login, who))).length;
  for (const candidate of outsiders) {
    if (chosen() >= settings.outside) return;
    state.add(candidate, { kind: 'outside' });
  }
}

/** Nobody can be asked by name: the team itself is, unless a person took it off. */
function askTeam(state: Choice): void {
  const fileOwners = state.input.files.flatMap(({ owners }) => owners);
  const team = [...state.input.owningTeams, ...fileOwners].find((owner) => owner.includes('/'));
  if (!team) return;
  const slug = team.split('/')[1] ?? '';
  const already = state.input.requested.teams.some((each) => sameLogin(each, slug));
  state.chosen.push({ who: team, team: true, reason: { kind: 'team-fallback', team }, already });
}
