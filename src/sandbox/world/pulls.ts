import type { Actor, IssueModel, PullModel, PullRequestModel, RepositoryModel } from '../model.ts';
import * as payloads from '../payloads/index.ts';
import { Refused } from '../refused.ts';
import type { World } from '../world.ts';
import { newIssue } from './issues.ts';

export function createPull(
  world: World,
  repository: RepositoryModel,
  input: { title: string; body?: string | null; head: string; base: string; draft?: boolean },
  actor: Actor,
): PullRequestModel {
  const head = input.head.replace(/^[^:]+:/, '');
  const headOwner = /^([^:]+):/.exec(input.head)?.[1] ?? world.organization.login;
  const headSha = repository.git.resolve(`refs/heads/${head}`);
  const baseSha = repository.git.resolve(`refs/heads/${input.base}`);
  const invalid = (field: string, message?: string) =>
    new Refused(422, 'Validation Failed', [
      { resource: 'PullRequest', field, code: message ? 'custom' : 'invalid', ...(message ? { message } : {}) },
    ]);
  if (!headSha) throw invalid('head');
  if (!baseSha) throw invalid('base');
  const twin = [...repository.issues.values()].find(
    ({ state, pull }) => state === 'open' && pull?.head === head && pull.base === input.base,
  );
  if (twin) throw invalid('head', `A pull request already exists for ${world.organization.login}:${head}.`);
  if (headSha === baseSha) throw invalid('base', `No commits between ${input.base} and ${head}`);
  const pull: PullModel = {
    base: input.base,
    head,
    fork: headOwner.toLowerCase() !== world.organization.login.toLowerCase(),
    headSha,
    baseSha,
    draft: input.draft ?? false,
    merged: false,
    mergeCommit: null,
    mergedBy: null,
    requestedUsers: new Set(),
    requestedTeams: new Set(),
    reviews: [],
    removals: [],
  };
  const issue = newIssue(world, repository, { title: input.title, body: input.body ?? '', pull }, actor);
  world.emitPull('opened', repository, issue, actor);
  return issue;
}

export function markReady(world: World, repository: RepositoryModel, issue: IssueModel, actor: Actor): void {
  if (!issue.pull?.draft) return;
  issue.pull.draft = false;
  world.emitPull('ready_for_review', repository, issue, actor);
}

/** How the default branch takes a pull request in, as far as it isn't left to GitHub. */
export interface MergeInput {
  /** One commit, without the branch's own. */
  readonly squash?: boolean;
  readonly title?: string | undefined;
  readonly message?: string | undefined;
}

export function merge(
  world: World,
  repository: RepositoryModel,
  issue: PullRequestModel,
  actor: Actor,
  { squash = false, title, message }: MergeInput = {},
): string {
  const { pull } = issue;
  const base = repository.git.resolve(`refs/heads/${pull.base}`);
  const merged = issue.state === 'open' && !pull.draft && base ? repository.git.mergeTree(base, pull.headSha) : null;
  if (!base || !merged) throw new Refused(405, 'Pull Request is not mergeable');
  const headline = squash
    ? `${issue.title} (#${issue.number})`
    : `Merge pull request #${issue.number} from ${world.organization.login}/${pull.head}`;
  const commit = repository.git.commitTree(
    merged,
    squash ? [base] : [base, pull.headSha],
    `${title ?? headline}\n\n${message ?? issue.title}`,
    world.signature(actor),
  );
  pull.merged = true;
  pull.mergeCommit = commit;
  pull.mergedBy = actor;
  issue.state = 'closed';
  world.moveRef(repository, `refs/heads/${pull.base}`, commit, base, actor);
  world.emitPull('closed', repository, issue, actor);
  return commit;
}

/** As when a merge queue asks for checks on the commits it is about to merge. */
export function startMergeGroup(world: World, repository: RepositoryModel, number: number): string {
  const { pull } = world.pull(repository, number);
  const base = repository.git.resolve(`refs/heads/${pull.base}`) ?? '';
  world.emit('merge_group', 'checks_requested', repository, world.bot, {
    merge_group: {
      head_sha: pull.headSha,
      head_ref: `refs/heads/gh-readonly-queue/${pull.base}/pr-${number}-${base}`,
      base_sha: base,
      base_ref: `refs/heads/${pull.base}`,
      head_commit: payloads.simpleCommit(repository, pull.headSha),
    },
  });
  return pull.headSha;
}
