import { minimatch } from 'minimatch';
import type { Policy } from '../../config/policy.ts';
import { atLeast, type ResolvedOwner, sameLogin } from '../../domain/person.ts';
import { WORKLOAD_LIMIT, type Workload } from '../../github/read-people.ts';
import type { PullRequestReading } from '../../github/read-pull-request.ts';
import { readCodeowners } from '../../reviewers/codeowners/read.ts';
import type { OwnedFile, SelectionInput } from '../../reviewers/select.ts';
import type { Ports } from '../ports.ts';
import type { PullRequestFacts } from '../pull-request.ts';
import { codeownersText, type Judgement, ownersAmong } from './judge.ts';
import { resolveOwners, workloads } from './people.ts';

/** Who owns what a pull request changes. */
export interface Ownership {
  readonly files: readonly OwnedFile[];
  /** The owning team: the manifest's owners, or where it names none, the owners of the changed files. */
  readonly owningTeams: readonly string[];
  /** Every owner named by the manifest, by CODEOWNERS for these files, or by a group of the policy. */
  readonly resolved: readonly ResolvedOwner[];
  readonly workloads: readonly Workload[];
}

export async function gatherOwnership(
  ports: Ports,
  input: { reading: PullRequestReading; judgement: Judgement; installation: number; policy: Policy },
): Promise<Ownership> {
  const { reading, judgement, installation, policy } = input;
  const files = ownedFiles(reading);
  const fileOwners = files.flatMap(({ owners }) => owners);
  const declared = judgement.project.owners;
  const owningTeams = declared.length > 0 ? declared : [...new Set(fileOwners)];
  const groups = policy.reviewers.groups
    .filter(({ paths }) => files.some(({ path }) => paths.some((glob) => minimatch(path, glob, { dot: true }))))
    .map(({ from }) => from);
  const { repository } = reading;
  const resolved = await resolveOwners(ports, { repository, installation }, [...declared, ...fileOwners, ...groups]);
  const people = [...new Set(resolved.flatMap(({ members }) => members))];
  const asked = people.filter((login) => !sameLogin(login, reading.pullRequest.author.login)).slice(0, WORKLOAD_LIMIT);
  const willAsk = !reading.pullRequest.draft || policy['pull-requests'].drafts;
  return {
    files,
    owningTeams,
    resolved,
    workloads: willAsk ? await workloads(ports, { organization: repository.owner, installation }, asked) : [],
  };
}

function ownedFiles(reading: PullRequestReading): readonly OwnedFile[] {
  const text = codeownersText(reading.files.texts);
  const codeowners = text === null ? null : readCodeowners(text);
  return reading.pullRequest.files.map(({ path }) => {
    const rule = codeowners?.match(path) ?? null;
    return { path, owners: rule?.owners ?? [], pattern: rule?.pattern ?? null };
  });
}

/** The author is in no owning team. `false` where there is none to be in. */
export function isCrossTeam({ reading, ownership }: Pick<PullRequestFacts, 'reading' | 'ownership'>): boolean {
  const { author } = reading.pullRequest;
  if (ownership.owningTeams.length === 0 || author.kind === 'bot') return false;
  const owners = ownersAmong(ownership.resolved, ownership.owningTeams);
  // A person may be named although GitHub can't look them up just now.
  const named = ownership.owningTeams.some((owner) => sameLogin(owner, `@${author.login}`));
  return !named && !owners.some(({ members }) => members.some((login) => sameLogin(login, author.login)));
}

export function selectionInput(facts: PullRequestFacts): SelectionInput {
  const { reading, ownership, policy, judgement } = facts;
  const { pullRequest: pull } = reading;
  const able = ownership.resolved.filter(({ exists, permission }) => exists && atLeast(permission, 'read'));
  const loads = new Map(ownership.workloads.map((workload) => [workload.login.toLowerCase(), workload]));
  const logins = [...new Set(able.flatMap(({ members }) => members))];
  return {
    author: pull.author.login,
    files: ownership.files,
    owningTeams: ownership.owningTeams,
    candidates: logins.map((login) => ({
      login,
      via: able.filter(({ members }) => members.some((each) => sameLogin(each, login))).map(({ owner }) => owner),
      openRequests: loads.get(login.toLowerCase())?.openRequests ?? null,
      busy: loads.get(login.toLowerCase())?.busy ?? false,
    })),
    requested: pull.requested,
    reviewed: pull.reviews.map(({ login }) => login),
    removed: facts.anew ? [] : reading.removedReviewers,
    settings: { ...policy.reviewers, exclude: [...policy.reviewers.exclude] },
    seed: `${judgement.project.name}#${pull.number}`,
  };
}
