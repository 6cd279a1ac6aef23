import { CAP, type Contender, membersOf } from './contenders.ts';
import { createRandom } from './random.ts';
import { HOURS_A_YEAR, type Pull, type Year } from './year.ts';

export interface Result {
  readonly name: string;
  /** Review requests of the year, one number a person. */
  readonly requests: readonly number[];
  readonly giniOfAll: number;
  /** The mean over the teams, among the members of each. */
  readonly giniInTeams: number;
  readonly requestsPerPull: number;
  /** Share of changed files of which a person among the reviewers is an owner. */
  readonly filesCovered: number;
  /** Share of requests that went to somebody who had the cap's number open already. */
  readonly overCap: number;
  readonly mostOpen: number;
  /** Share of pull requests for which nobody could be asked by name. */
  readonly unnamed: number;
  /** Share of requests to somebody who was away. */
  readonly toAway: number;
  /** Working hours until a review, of 95 of a hundred. */
  readonly waiting: number;
}

/** Working hours that a review takes on average. */
const REVIEW_HOURS = 2;

/** Lets a contender choose for every pull request of the year. Everyone does their reviews one after the other, in the order they were asked. */
export function simulate(year: Year, contender: Contender): Result {
  const desks = new Map(year.people.map((login) => [login, new Desk()]));
  const commits = new Map<string, number>();
  const work = createRandom(3);
  const tally = { requests: 0, overCap: 0, toAway: 0, unnamed: 0, files: 0, covered: 0, mostOpen: 0 };
  for (const pull of year.pulls) {
    const openRequests = (login: string) => desks.get(login)?.open(pull.hour) ?? 0;
    const chosen = contender.choose(pull, {
      year,
      openRequests,
      commits: (login, repository) => commits.get(`${login} ${repository}`) ?? 0,
    });
    const key = `${pull.author} ${pull.repository}`;
    commits.set(key, (commits.get(key) ?? 0) + 1);
    if (chosen.length === 0) tally.unnamed += 1;
    for (const login of chosen) {
      const open = openRequests(login);
      tally.requests += 1;
      if (open >= CAP) tally.overCap += 1;
      if (year.isAway(login, pull.hour)) tally.toAway += 1;
      desks.get(login)?.add(pull.hour, backAt(year, login, pull.hour), work.exponential(REVIEW_HOURS));
      tally.mostOpen = Math.max(tally.mostOpen, open + 1);
    }
    const owned = ownedFiles(pull, year);
    tally.files += owned.length;
    tally.covered += owned.filter((owners) => chosen.some((login) => owners.includes(login))).length;
  }
  const requests = year.people.map((login) => desks.get(login)?.waits.length ?? 0);
  const ofTeam = (members: readonly string[]) => members.map((login) => desks.get(login)?.waits.length ?? 0);
  const waits = [...desks.values()].flatMap((desk) => desk.waits).sort((one, other) => one - other);
  return {
    name: contender.name,
    requests: requests.sort((one, other) => other - one),
    giniOfAll: gini(requests),
    giniInTeams: mean([...year.teams.values()].map((members) => gini(ofTeam(members)))),
    requestsPerPull: tally.requests / year.pulls.length,
    filesCovered: tally.covered / tally.files,
    overCap: tally.overCap / tally.requests,
    mostOpen: tally.mostOpen,
    unnamed: tally.unnamed / year.pulls.length,
    toAway: tally.toAway / tally.requests,
    waiting: waits[Math.floor(waits.length * 0.95)] ?? 0,
  };
}

/** One person's reviews. */
class Desk {
  /** Working hours from each request to its review. */
  readonly waits: number[] = [];
  readonly #doneAt: number[] = [];

  open(hour: number): number {
    // Reviews are done in order: those that are open are the last ones.
    const firstOpen = this.#doneAt.findLastIndex((done) => done <= hour) + 1;
    return this.#doneAt.length - firstOpen;
  }

  add(hour: number, earliest: number, takes: number): void {
    const done = Math.max(earliest, this.#doneAt.at(-1) ?? 0) + takes;
    this.#doneAt.push(done);
    this.waits.push(done - hour);
  }
}

/** When somebody who is away is back: at the beginning of the next week they work in. */
function backAt(year: Year, login: string, hour: number): number {
  let back = hour;
  while (back < HOURS_A_YEAR && year.isAway(login, back)) back = (Math.floor(back / 40) + 1) * 40;
  return back;
}

/** For every file that somebody else than the author owns: its owners. */
function ownedFiles({ files, author }: Pull, year: Year): readonly (readonly string[])[] {
  return files
    .map(({ owners }) => owners.flatMap((owner) => membersOf(owner, year)).filter((login) => login !== author))
    .filter((owners) => owners.length > 0);
}

/** 0: all have as much. Towards 1: one has all. */
export function gini(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const total = sorted.reduce((sum, value) => sum + value, 0);
  if (total === 0) return 0;
  const ranked = sorted.reduce((sum, value, index) => sum + (index + 1) * value, 0);
  return (2 * ranked) / (sorted.length * total) - (sorted.length + 1) / sorted.length;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
