import { sameLogin } from '../domain/person.ts';
import { type Need, needsOf, overlap } from './needs.ts';
import { prefer } from './order.ts';
import type {
  Candidate,
  Chosen,
  Missing,
  PassedOver,
  Preference,
  Reason,
  Selection,
  SelectionInput,
} from './selection.ts';
import { isBot, isEngaged, namesTeam, whyNot } from './suitability.ts';

/**
 * Chooses reviewers. Who is asked or reviewing already counts first. Then, one by one, the person is added who fulfils most of what is left: first
 * of what the policy counts (owners, groups, outside), then of the files that lack an owner; so few people do. Among equals the strategy decides.
 */
export function selectReviewers(input: SelectionInput): Selection {
  const judged = input.candidates.map((candidate) => ({ candidate, why: whyNot(candidate, input) }));
  const able = [...judged.filter(({ why }) => !why).map(({ candidate }) => candidate), ...guests(input)];
  const board = new Board(needsOf(input, able));
  const chosen: Chosen[] = [...assigningTeams(input, board), ...engaged(input, able, board)];
  const isChosen = ({ login }: Candidate) => chosen.some(({ who, team }) => !team && sameLogin(who, login));
  while (chosen.length < input.settings.maximum) {
    const next = choose(
      able.filter((each) => !isChosen(each)),
      input,
      board,
    );
    if (!next) break;
    chosen.push(next);
  }
  const rest = able.filter((each) => !isChosen(each));
  const team = wholeTeam(input, { board, rest, chosen });
  if (team) chosen.push(team);
  return {
    reviewers: chosen,
    passedOver: [
      ...judged.flatMap(({ candidate, why }): PassedOver[] => (why ? [{ login: candidate.login, why }] : [])),
      ...rest.filter(({ offHours }) => offHours).map(({ login }): PassedOver => ({ login, why: 'off-hours' })),
    ],
    missing: board.missing(rest),
    unaskable: input.unaskable,
    unowned: unownedFiles(input),
    cutAt: input.filesTruncated ? input.files.length : null,
  };
}

/** What is still to be fulfilled. */
class Board {
  readonly #needs: readonly Need[];
  readonly #open: Map<Need, number>;

  constructor(needs: readonly Need[]) {
    this.#needs = needs;
    this.#open = new Map(needs.map((need) => [need, need.count]));
  }

  /** All that somebody fits, fulfilled or not. */
  fitting(via: readonly string[]): readonly Need[] {
    return this.#needs.filter((need) => need.fits(via));
  }

  /** Its place among all; the first is the owners'. */
  placeOf(need: Need): number {
    return this.#needs.indexOf(need);
  }

  /** What is left of it. */
  useful(via: readonly string[]): readonly Need[] {
    return this.fitting(via).filter((need) => (this.#open.get(need) ?? 0) > 0);
  }

  take(needs: readonly Need[]): void {
    for (const need of needs) this.#open.set(need, Math.max(0, (this.#open.get(need) ?? 0) - 1));
  }

  missing(rest: readonly Candidate[]): readonly Missing[] {
    return [...this.#open]
      .filter(([, count]) => count > 0)
      .map(([need, count]) => ({
        reason: need.reason,
        count,
        why: rest.some(({ via }) => need.fits(via)) ? 'maximum' : 'nobody',
      }));
  }
}

/** People whom somebody asked by hand, and who own nothing here: a pair of eyes from outside. */
function guests(input: SelectionInput): readonly Candidate[] {
  const known = [input.author, ...input.candidates.map(({ login }) => login)];
  const logins = new Set([...input.requested.users, ...input.reviewed].filter((login) => !isBot(login)));
  return [...logins]
    .filter((login) => !known.some((each) => sameLogin(each, login)))
    .map((login) => ({ login, via: [], openRequests: null, busy: false, offHours: false, commits: 0 }));
}

function assigningTeams(input: SelectionInput, board: Board): readonly Chosen[] {
  return input.teams
    .filter(({ owner, assigns }) => assigns && namesTeam(input.requested.teams, owner))
    .map(({ owner }) => {
      board.take(board.useful([owner]));
      return { who: owner, team: true, reasons: [{ kind: 'assigning-team' }], preference: null, already: true };
    });
}

function engaged(input: SelectionInput, able: readonly Candidate[], board: Board): readonly Chosen[] {
  return able
    .filter(({ login }) => isEngaged(login, input))
    .flatMap(({ login, via }): Chosen[] => {
      const needs = board.fitting(via);
      board.take(needs);
      if (needs.length === 0) return [];
      const reasons: Reason[] = [...reasonsOf(needs, via, input.owningTeams), { kind: 'already' }];
      return [{ who: login, team: false, reasons, preference: null, already: true }];
    });
}

/** The person who fulfils most of what is left, or `null` where nobody fulfils anything. */
function choose(people: readonly Candidate[], input: SelectionInput, board: Board): Chosen | null {
  let equals: Candidate[] = [];
  let best: readonly number[] = [];
  for (const person of people) {
    const worth = worthOf(person, input, board);
    if (!worth) continue;
    const difference = equals.length === 0 ? 1 : compare(worth, best);
    if (difference > 0) best = worth;
    if (difference > 0) equals = [person];
    else if (difference === 0) equals.push(person);
  }
  const [one, ...others] = equals;
  if (!one) return null;
  const { candidate, by } = prefer([one, ...others], { ...input.settings, seed: input.seed, turn: input.turn });
  const needs = board.useful(candidate.via);
  board.take(needs);
  return {
    who: candidate.login,
    team: false,
    reasons: reasonsOf(needs, candidate.via, input.owningTeams),
    preference: preferenceOf(candidate, equals, by),
    already: false,
  };
}

/** What counts, the weightiest first; `null` for somebody of no use. */
function worthOf(person: Candidate, input: SelectionInput, board: Board): readonly number[] | null {
  const needs = board.useful(person.via);
  if (needs.length === 0) return null;
  const covered = needs.filter(({ files }) => files > 0);
  const outside = needs.some(({ reason }) => reason.kind === 'outside');
  const trusted = overlap(person.via, input.trusted);
  return [
    needs.length - covered.length,
    person.offHours ? 0 : 1,
    covered.length,
    covered.reduce((sum, { files }) => sum + files, 0),
    outside && trusted ? 1 : 0,
    // Of people who fulfil as much but not the same, those who fulfil the first: equals are equal in what they are asked for.
    ...needs.map((need) => -board.placeOf(need)),
  ];
}

function compare(one: readonly number[], other: readonly number[]): number {
  const index = one.findIndex((value, at) => value !== other[at]);
  return index < 0 ? 0 : (one[index] ?? 0) - (other[index] ?? 0);
}

function preferenceOf(chosen: Candidate, equals: readonly Candidate[], by: Preference['by']): Preference | null {
  if (equals.length < 2) return null;
  const shared = chosen.via.find((owner) => equals.every(({ via }) => via.includes(owner)));
  return { among: equals.length, team: shared ?? null, by };
}

/** That an owner of changed files is of the owning team goes without saying. */
function reasonsOf(needs: readonly Need[], via: readonly string[], owningTeams: readonly string[]): readonly Reason[] {
  const team = via.find((owner) => overlap([owner], owningTeams));
  const reasons = needs.map(({ reason }) => (reason.kind === 'owning-team' && team ? { ...reason, team } : reason));
  const files = reasons.filter(({ kind }) => kind === 'owns-files');
  return [
    ...files,
    ...reasons.filter(({ kind }) => kind !== 'owns-files' && (files.length === 0 || kind !== 'owning-team')),
  ];
}

/** No owner can be asked by name: a team of theirs is asked as a whole, unless a person took it off. */
function wholeTeam(
  input: SelectionInput,
  { board, rest, chosen }: { board: Board; rest: readonly Candidate[]; chosen: readonly Chosen[] },
): Chosen | null {
  const lacking = board.missing(rest).some(({ reason, why }) => reason.kind === 'owning-team' && why === 'nobody');
  if (chosen.length > 0 && !lacking) return null;
  const owners = [...new Set([...input.owningTeams, ...input.files.flatMap((file) => file.owners)])];
  const unwanted = [...input.removed.teams, ...input.refused];
  const team = input.teams.find(
    ({ owner, askable }) => askable && overlap([owner], owners) && !namesTeam(unwanted, owner),
  );
  if (!team) return null;
  board.take(board.useful([team.owner]));
  const already = namesTeam(input.requested.teams, team.owner);
  return { who: team.owner, team: true, reasons: [{ kind: 'whole-team' }], preference: null, already };
}

function unownedFiles({ files }: SelectionInput): number {
  const unmatched = files.filter(({ pattern }) => pattern === null).length;
  return unmatched === files.length ? 0 : unmatched;
}
