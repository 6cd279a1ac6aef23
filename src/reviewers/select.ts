import { sameLogin } from '../domain/person.ts';
import { Board } from './board.ts';
import { type Need, needsOf, overlap } from './needs.ts';
import { afterAll, type Pick, pick } from './pick.ts';
import type { Candidate, Chosen, PassedOver, Reason, Selection, SelectionInput } from './selection.ts';
import { isBot, isEngaged, namesTeam, whyNot } from './suitability.ts';

/** Chooses reviewers. Who is asked or reviewing already counts first; then those are added who together fulfil what is left. */
export function selectReviewers(input: SelectionInput): Selection {
  const judged = input.candidates.map((candidate) => ({ candidate, why: whyNot(candidate, input) }));
  const able = [...judged.filter(({ why }) => !why).map(({ candidate }) => candidate), ...guests(input)];
  const idle = able.filter(({ login }) => !isEngaged(login, input));
  const { already, board: open } = engaged(input, able);
  const team = wholeTeam(input, { already, idle, board: open });
  const board = team ? open.after([team.who]) : open;
  const places = input.settings.maximum - already.length - (team ? 1 : 0);
  const picks = pick(idle, input, { board, places });
  const rest = idle.filter((each) => !picks.some(({ candidate }) => candidate === each));
  return {
    reviewers: [...already, ...explained(picks, input, board), ...(team ? [team] : [])],
    passedOver: [
      ...judged.flatMap(({ candidate, why }): PassedOver[] => (why ? [{ login: candidate.login, why }] : [])),
      ...rest.filter(({ offHours }) => offHours).map(({ login }): PassedOver => ({ login, why: 'off-hours' })),
    ],
    missing: afterAll(picks, board).missing(rest),
    unaskable: input.unaskable,
    unowned: unownedFiles(input),
    cutAt: input.filesTruncated ? input.files.length : null,
  };
}

/** People whom somebody asked by hand, and who own nothing here: a pair of eyes from outside. */
function guests(input: SelectionInput): readonly Candidate[] {
  const known = [input.author, ...input.candidates.map(({ login }) => login)];
  const logins = new Set([...input.requested.users, ...input.reviewed].filter((login) => !isBot(login)));
  return [...logins]
    .filter((login) => !known.some((each) => sameLogin(each, login)))
    .map((login) => ({ login, via: [], openRequests: null, busy: false, offHours: false, commits: 0 }));
}

/** Who is asked or reviewing already, of those who fulfil anything here, and what is open then. */
function engaged(input: SelectionInput, able: readonly Candidate[]): { already: readonly Chosen[]; board: Board } {
  const needs = new Board(needsOf(input, able));
  const teams = input.teams.filter(({ owner, assigns }) => assigns && namesTeam(input.requested.teams, owner));
  const people = able.filter(({ login, via }) => isEngaged(login, input) && needs.fitting(via).length > 0);
  return {
    already: [
      ...teams.map(({ owner }): Chosen => {
        return { who: owner, team: true, reasons: [{ kind: 'assigning-team' }], preference: null, already: true };
      }),
      ...people.map(({ login, via }): Chosen => {
        const reasons: Reason[] = [...reasonsOf(needs.fitting(via), via, input.owningTeams), { kind: 'already' }];
        return { who: login, team: false, reasons, preference: null, already: true };
      }),
    ],
    board: [...teams.map(({ owner }) => [owner]), ...people.map(({ via }) => via)].reduce(
      (board, via) => board.after(via),
      needs,
    ),
  };
}

/** No owner can be asked by name: a team of theirs is asked as a whole, unless a person took it off. */
function wholeTeam(
  input: SelectionInput,
  { already, idle, board }: { already: readonly Chosen[]; idle: readonly Candidate[]; board: Board },
): Chosen | null {
  if (already.length >= input.settings.maximum) return null;
  const lacking = board.missing(idle).filter(({ why }) => why === 'nobody');
  const noOwner = lacking.some(({ reason, count }) => reason.kind === 'owning-team' && count === input.settings.owners);
  const nobody = already.length === 0 && idle.every(({ via }) => board.useful(via).length === 0);
  const owners = [
    ...(noOwner ? input.owningTeams : []),
    ...(nobody && lacking.length > 0 ? input.files.flatMap((file) => file.owners) : []),
  ];
  const unwanted = [...input.removed.teams, ...input.refused];
  const able = input.teams.filter(({ owner, askable }) => askable && !namesTeam(unwanted, owner));
  const [team] = owners.flatMap((each) => able.find(({ owner }) => sameLogin(owner, each)) ?? []);
  if (!team) return null;
  const isAsked = namesTeam(input.requested.teams, team.owner);
  return { who: team.owner, team: true, reasons: [{ kind: 'whole-team' }], preference: null, already: isAsked };
}

/** Why each was picked, once it is known who else was. */
function explained(picks: readonly Pick[], { owningTeams }: SelectionInput, board: Board): readonly Chosen[] {
  return picks.map(({ candidate: { login, via }, preference }, index) => {
    const useful = afterAll(picks.slice(0, index), board).useful(via);
    return { who: login, team: false, reasons: reasonsOf(useful, via, owningTeams), preference, already: false };
  });
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

function unownedFiles({ files }: SelectionInput): number {
  const unmatched = files.filter(({ pattern }) => pattern === null).length;
  return unmatched === files.length ? 0 : unmatched;
}
