import type { OwnedFile } from '../../src/reviewers/selection.ts';
import { createRandom, type Random } from './random.ts';

/** A year of an organisation that doesn't exist: who is in which team, who owns what, and what is proposed when. */
export interface Year {
  readonly people: readonly string[];
  /** `@acme/team-7` → logins. */
  readonly teams: ReadonlyMap<string, readonly string[]>;
  readonly pulls: readonly Pull[];
  /** Is this person away, and says so? @param hour working hours since New Year */
  isAway(login: string, hour: number): boolean;
}

export interface Pull {
  readonly number: number;
  readonly repository: string;
  readonly owningTeam: string;
  readonly author: string;
  /** Working hours since New Year. */
  readonly hour: number;
  readonly files: readonly OwnedFile[];
}

const SIZE = { people: 200, teams: 40, repositories: 80, pulls: 20_000 } as const;
export const HOURS_A_YEAR = 2000;

interface RepositoryPlan {
  readonly name: string;
  readonly owner: string;
  /** CODEOWNERS: pattern → owners; the first is the line for everything. */
  readonly lines: readonly { readonly pattern: string; readonly owners: readonly string[] }[];
}

export function createYear(seed: number, changes: number = SIZE.pulls): Year {
  const random = createRandom(seed);
  const people = Array.from({ length: SIZE.people }, (_, index) => `person-${index}`);
  const teams = createTeams(people, random);
  const repositories = createRepositories(teams, random);
  const away = createAbsences(people, random);
  // Few repositories see most of the changes (Zipf).
  const weights = repositories.map((_, index) => 1 / (index + 4));
  const hours = Array.from({ length: changes }, () => random.next() * HOURS_A_YEAR).sort((one, other) => one - other);
  const numbers = new Map<string, number>();
  const pulls = hours.map((hour) => {
    const repository = repositories[random.weighted(weights)] as RepositoryPlan;
    const number = (numbers.get(repository.name) ?? 0) + 1;
    numbers.set(repository.name, number);
    return createPull({ repository, number, hour, teams, people, random });
  });
  return { people, teams, pulls, isAway: (login, hour) => away.get(login)?.has(Math.floor(hour / 40)) ?? false };
}

/** Everyone is in a team of two to ten; one in five is in a second one. */
function createTeams(people: readonly string[], random: Random): ReadonlyMap<string, readonly string[]> {
  const names = Array.from({ length: SIZE.teams }, (_, index) => `@acme/team-${index}`);
  const teams = new Map(names.map((name): [string, string[]] => [name, []]));
  const sizes = names.map(() => 1 + random.next() * 4);
  for (const [index, login] of people.entries()) {
    // The first eighty see to it that no team has fewer than two.
    const home = index < 2 * SIZE.teams ? names[index % SIZE.teams] : names[random.weighted(sizes)];
    teams.get(home ?? '')?.push(login);
    const second = random.pick(names);
    if (random.next() < 0.2 && second !== home) teams.get(second)?.push(login);
  }
  return teams;
}

/** Each repository has an owning team, a folder of another team's, and a folder of one person's and the team's. */
function createRepositories(teams: ReadonlyMap<string, readonly string[]>, random: Random): readonly RepositoryPlan[] {
  const names = [...teams.keys()];
  return Array.from({ length: SIZE.repositories }, (_, index) => {
    const owner = index < names.length ? (names[index] ?? '') : random.pick(names);
    const expert = random.pick(teams.get(owner) ?? []);
    return {
      name: `acme/repository-${index}`,
      owner,
      lines: [
        { pattern: '*', owners: [owner] },
        { pattern: '/docs/', owners: [owner, random.pick(names)] },
        { pattern: '/interface/', owners: [random.pick(names)] },
        { pattern: '/core/', owners: [`@${expert}`, owner] },
      ],
    };
  });
}

/** A tenth of the weeks, by weeks. */
function createAbsences(people: readonly string[], random: Random): ReadonlyMap<string, ReadonlySet<number>> {
  const weeks = Array.from({ length: HOURS_A_YEAR / 40 }, (_, week) => week);
  return new Map(people.map((login) => [login, new Set(weeks.filter(() => random.next() < 0.1))]));
}

/** How likely a file is of each line. */
const LINE_WEIGHTS = [60, 10, 5, 25];

function createPull(input: {
  repository: RepositoryPlan;
  number: number;
  hour: number;
  teams: ReadonlyMap<string, readonly string[]>;
  people: readonly string[];
  random: Random;
}): Pull {
  const { repository, number, hour, teams, people, random } = input;
  const members = teams.get(repository.owner) ?? [];
  // Every seventh change comes from outside the team.
  const author = random.next() < 1 / 7 ? random.pick(people) : random.pick(members);
  const files = Array.from({ length: 1 + Math.floor(random.exponential(3)) }, (_, index): OwnedFile => {
    const line = repository.lines[random.weighted(LINE_WEIGHTS)];
    return { path: `file-${index}`, owners: line?.owners ?? [], pattern: line?.pattern ?? null, orphaned: false };
  });
  return { number, repository: repository.name, owningTeam: repository.owner, author, hour, files };
}
