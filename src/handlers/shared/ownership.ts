import type { Policy } from '../../config/policy.ts';
import { policyForProject, registryOf } from '../../config/registries.ts';
import { type ResolvedOwner, sameLogin } from '../../domain/person.ts';
import type { ChangedFile } from '../../domain/pull-request.ts';
import type { PullRequestReading } from '../../github/read-pull-request.ts';
import { type History, WORKLOAD_LIMIT, type Workload } from '../../github/read-workloads.ts';
import { whoRests } from '../../reviewers/hours.ts';
import type { OwnedFile, Unaskable, Wish } from '../../reviewers/selection.ts';
import { shortlist } from '../../reviewers/shortlist.ts';
import { mayReview } from '../../reviewers/suitability.ts';
import { changedInterfaces, dependentWishes, wishesOf } from '../../reviewers/wishes.ts';
import type { Ports } from '../ports.ts';
import type { PullRequestFacts } from '../pull-request/pull-request-facts.ts';
import { readDependents } from './dependents.ts';
import { type Judgement, ownersAmong } from './judge.ts';
import { namedFiles, ownedFiles, ownersOf, unaskableAmong } from './owned-files.ts';
import { type Kept, resolveOwners, workloads, writersOf } from './people.ts';
import { seedOf, setAside } from './selection-input.ts';
import { ownersWithHours, workingHours } from './working-hours.ts';

/** Who owns what a pull request changes, and who could review it. */
export interface Ownership {
  readonly files: readonly OwnedFile[];
  /** The owning team: the manifest's owners, or where it names none, the owners of the changed files. */
  readonly owningTeams: readonly string[];
  readonly wishes: readonly Wish[];
  /** Every owner named by the manifest, by CODEOWNERS for these files, or by the policy. */
  readonly resolved: readonly ResolvedOwner[];
  /** Those among them of whom nobody can be asked as such. */
  readonly unaskable: readonly Unaskable[];
  /** Logins to choose from; none where nobody will be asked. */
  readonly shortlist: readonly string[];
  readonly workloads: readonly Kept<Workload>[];
  /** Login in small letters → commits to the changed files. */
  readonly commits: ReadonlyMap<string, number>;
  /** Logins of those who don't work at this hour. */
  readonly offHours: readonly string[];
}

interface Place {
  readonly reading: PullRequestReading;
  readonly judgement: Judgement;
  readonly installation: number;
  readonly policy: Policy;
  /** Will reviewers be chosen? */
  readonly choosing: boolean;
}

export async function gatherOwnership(ports: Ports, place: Place): Promise<Ownership> {
  const { reading, judgement, installation, policy } = place;
  const { project } = judgement;
  const { repository } = reading;
  const changed = namedFiles(reading);
  const named = ownersOf(changed);
  const wishes = await gatherWishes(ports, place);
  const others = [...project.owners, ...wishes.flatMap(({ from }) => from), ...project.trustedCommitters];
  const resolved = await resolveOwners(ports, { repository, installation }, [
    ...others,
    ...named,
    ...ownersWithHours(policy),
  ]);
  const files = ownedFiles(changed, resolved, repository);
  const fileOwners = ownersOf(files);
  const owned = {
    files,
    owningTeams: project.owners.length > 0 ? project.owners : fileOwners,
    wishes,
    resolved,
    unaskable: unaskableAmong(resolved, { named, others, repository }),
  };
  if (!place.choosing) return { ...owned, shortlist: [], workloads: [], commits: new Map(), offHours: [] };
  return {
    ...owned,
    ...(await gatherPeople(ports, place, ownersAmong(resolved, [...others, ...fileOwners]))),
    offHours: whoRests(workingHours(policy, resolved), ports.now()),
  };
}

async function gatherWishes(ports: Ports, place: Place): Promise<readonly Wish[]> {
  const { reading, judgement, installation, policy } = place;
  const change = { project: judgement.project, paths: reading.pullRequest.files.map(({ path }) => path) };
  const { of, count } = policy.reviewers.dependents;
  const interfaces = place.choosing ? changedInterfaces(change, of) : [];
  const { repository } = reading;
  const inRegistry = policyForProject(policy, repository.owner, { project: judgement.project, repository });
  const registry = registryOf(inRegistry, repository.owner);
  const dependents = interfaces.length > 0 ? await readDependents(ports, { registry, installation }) : [];
  return [...wishesOf(change, policy.reviewers), ...dependentWishes(change, { interfaces, dependents, count })];
}

async function gatherPeople(
  ports: Ports,
  { reading, installation, policy }: Place,
  owners: readonly ResolvedOwner[],
): Promise<Pick<Ownership, 'shortlist' | 'workloads' | 'commits'>> {
  const { repository, pullRequest: pull } = reading;
  const writers = policy.reviewers.outside > 0 ? await writersOf(ports, { repository, installation }) : [];
  const without = [pull.author.login, ...setAside(reading, policy)];
  const isSetAside = (login: string) => without.some((each) => sameLogin(each, login));
  const pools = [...owners.filter((owner) => mayReview(owner, repository)), { owner: 'writers', members: writers }];
  const logins = shortlist(
    pools.map(({ owner, members }) => ({ owner, members: members.filter((login) => !isSetAside(login)) })),
    { seed: seedOf(reading), limit: WORKLOAD_LIMIT },
  );
  const history = policy.reviewers.strategy === 'expertise' ? historyOf(reading, ports.now()) : null;
  const found = await workloads(ports, { organization: repository.owner, installation }, { logins, history });
  return { shortlist: logins, ...found };
}

const YEAR_MS = 365 * 24 * 60 * 60_000;

/** The last year of the files that change most; new files have no history. */
function historyOf({ repository, pullRequest: pull }: PullRequestReading, now: Date): History | null {
  const lines = ({ additions, deletions }: ChangedFile) => additions + deletions;
  const known = pull.files.filter(({ status }) => status !== 'added');
  if (known.length === 0) return null;
  return {
    repository,
    commit: pull.base.sha,
    paths: [...known].sort((one, other) => lines(other) - lines(one)).map(({ path }) => path),
    since: new Date(now.getTime() - YEAR_MS).toISOString(),
  };
}

/** The author is in no owning team. `false` where there is none to be in, or none that GitHub knows. */
export function isCrossTeam({ reading, ownership }: Pick<PullRequestFacts, 'reading' | 'ownership'>): boolean {
  const { author } = reading.pullRequest;
  if (author.kind === 'bot') return false;
  const owners = ownersAmong(ownership.resolved, ownership.owningTeams).filter(
    ({ exists, kind }) => exists && kind !== 'email',
  );
  // A person may be named although GitHub can't look them up just now.
  const named = ownership.owningTeams.some((owner) => sameLogin(owner, `@${author.login}`));
  return (
    owners.length > 0 &&
    !named &&
    !owners.some(({ members }) => members.some((login) => sameLogin(login, author.login)))
  );
}
