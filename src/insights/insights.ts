import { parseOwner } from '../domain/person.ts';
import { type Answered, type Contribution, type Figures, figuresOf, type Happened } from './figures.ts';
import { monthOf, monthsUntil } from './months.ts';

/** A project as the insights tell of it. */
export interface InsightProject {
  readonly name: string;
  /** `owner/name` */
  readonly repository: string;
  /** As written: `@acme/platform`, `@alice`. */
  readonly owners: readonly string[];
}

/** How people from other teams were met, of a year: by month, by owning team and by project, never by person. */
export interface Insights {
  readonly total: Figures;
  /** The oldest first; the last is the month of now. */
  readonly months: readonly ({ readonly month: string } & Figures)[];
  /** Of these and of projects, those of which there is something to tell, by name. */
  readonly teams: readonly ({ readonly team: string } & Figures)[];
  readonly projects: readonly ({ readonly name: string; readonly repository: string } & Figures)[];
}

/** What happened in other repositories than those of these projects isn't counted. */
export function insights(
  happened: Happened,
  { projects, now }: { projects: readonly InsightProject[]; now: Date },
): Insights {
  const months = monthsUntil(now);
  const byRepository = new Map(projects.map((project) => [project.repository.toLowerCase(), project]));
  const placed = <T extends { repository: string }>(each: T, at: string): readonly (T & Place)[] => {
    const project = byRepository.get(each.repository.toLowerCase());
    const month = monthOf(at);
    return project && months.includes(month) ? [{ ...each, month, project }] : [];
  };
  const told = {
    answers: happened.answers.flatMap((each) => placed(each, each.due)),
    contributions: happened.contributions.flatMap((each) => placed(each, each.at)),
  };
  const byMonth = grouped(told, ({ month }) => [month]);
  const byTeam = grouped(told, ({ project }) => project.owners.filter((owner) => parseOwner(owner)?.kind === 'team'));
  const byProject = grouped(told, ({ project }) => [project]);
  return {
    total: figuresOf(told),
    months: months.map((month) => ({ month, ...figuresOf(byMonth.get(month) ?? NOTHING) })),
    teams: [...byTeam]
      .map(([team, own]) => ({ team, ...figuresOf(own) }))
      .sort((one, other) => alphabet.compare(one.team, other.team)),
    projects: [...byProject]
      .map(([{ name, repository }, own]) => ({ name, repository, ...figuresOf(own) }))
      .sort((one, other) => alphabet.compare(one.name, other.name)),
  };
}

/** Made once: to compare thousands of names by `localeCompare` takes many times as long. */
const alphabet = new Intl.Collator('en');

const NOTHING: Happened = { answers: [], contributions: [] };

/** Where and when something happened. */
interface Place {
  readonly month: string;
  readonly project: InsightProject;
}

interface Placed {
  readonly answers: readonly (Answered & Place)[];
  readonly contributions: readonly (Contribution & Place)[];
}

/** What belongs to several groups counts in each. */
function grouped<K>({ answers, contributions }: Placed, keysOf: (place: Place) => readonly K[]) {
  const groups = new Map<K, { answers: Answered[]; contributions: Contribution[] }>();
  const groupsOf = (place: Place) =>
    keysOf(place).map((key) => {
      const group = groups.get(key) ?? { answers: [], contributions: [] };
      groups.set(key, group);
      return group;
    });
  for (const answer of answers) for (const group of groupsOf(answer)) group.answers.push(answer);
  for (const each of contributions) for (const group of groupsOf(each)) group.contributions.push(each);
  return groups;
}
