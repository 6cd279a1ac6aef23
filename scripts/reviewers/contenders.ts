import type { Strategy } from '../../src/domain/reviewer-settings.ts';
import { selectReviewers } from '../../src/reviewers/select.ts';
import type { Candidate } from '../../src/reviewers/selection.ts';
import { createRandom } from './random.ts';
import type { Pull, Year } from './year.ts';

/** What is known when a pull request is opened. */
export interface Moment {
  readonly year: Year;
  openRequests(login: string): number;
  /** Changes of theirs to the same repository so far. */
  commits(login: string, repository: string): number;
}

export interface Contender {
  readonly name: string;
  /** @returns logins; none where a team is asked as a whole */
  choose(pull: Pull, moment: Moment): readonly string[];
}

export const CAP = 5;

export function createContenders(): readonly Contender[] {
  return [
    byInnkeeper('least-loaded'),
    byInnkeeper('expertise'),
    byInnkeeper('random'),
    byInnkeeper('round-robin'),
    byRoundRobin(),
    byChance(),
  ];
}

function byInnkeeper(strategy: Strategy): Contender {
  return {
    name: `Innkeeper, ${strategy}`,
    choose(pull, moment) {
      const owners = ownersOf(pull);
      const logins = [...new Set(owners.flatMap((owner) => membersOf(owner, moment.year)))];
      const { reviewers } = selectReviewers({
        author: pull.author,
        files: pull.files,
        filesTruncated: false,
        owningTeams: [pull.owningTeam],
        trusted: [],
        candidates: logins.map((login): Candidate => {
          return {
            login,
            via: owners.filter((owner) => membersOf(owner, moment.year).includes(login)),
            openRequests: moment.openRequests(login),
            busy: moment.year.isAway(login, pull.hour),
            offHours: false,
            commits: moment.commits(login, pull.repository),
          };
        }),
        teams: [],
        unaskable: [],
        wishes: [],
        requested: { users: [], teams: [] },
        reviewed: [],
        removed: { users: [], teams: [] },
        refused: [],
        settings: { owners: 1, outside: 0, maximum: 3, strategy, cap: CAP, away: [], exclude: [] },
        seed: `${pull.repository}#${pull.number}`,
        turn: pull.number,
      });
      return reviewers.map(({ who }) => who);
    },
  };
}

/**
 * GitHub's own: CODEOWNERS asks every owner on the lines that match, and each team's code review assignment picks one member, the one who was asked
 * longest ago, whoever has how much to do. Members whose status is busy are skipped where there are others.
 * Source: docs.github.com, Managing code review settings for your team.
 */
function byRoundRobin(): Contender {
  const askedAt = new Map<string, number>();
  return {
    name: 'GitHub, CODEOWNERS and round robin',
    choose(pull, { year }) {
      const chosen = ownersOf(pull).flatMap((owner) => {
        const others = membersOf(owner, year).filter((login) => login !== pull.author);
        const present = others.filter((login) => !year.isAway(login, pull.hour));
        const last = (login: string) => askedAt.get(`${owner} ${login}`) ?? -1;
        const [next] = (present.length > 0 ? present : others).toSorted((one, other) => last(one) - last(other));
        if (next) askedAt.set(`${owner} ${next}`, pull.hour);
        return next ?? [];
      });
      return [...new Set(chosen)];
    },
  };
}

/** What a ten-line script would do: of every owner somebody by chance. */
function byChance(): Contender {
  const random = createRandom(2);
  return {
    name: 'by chance',
    choose(pull, { year }) {
      const chosen = ownersOf(pull).flatMap((owner) => {
        const others = membersOf(owner, year).filter((login) => login !== pull.author);
        return others.length > 0 ? [random.pick(others)] : [];
      });
      return [...new Set(chosen)];
    },
  };
}

function ownersOf(pull: Pull): readonly string[] {
  return [...new Set([pull.owningTeam, ...pull.files.flatMap(({ owners }) => owners)])];
}

export function membersOf(owner: string, { teams }: Year): readonly string[] {
  return teams.get(owner) ?? [owner.slice(1)];
}
