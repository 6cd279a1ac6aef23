import type { Actor, IssueModel, PullModel, RepositoryModel } from '../model.ts';
import * as payloads from '../payloads/index.ts';
import { Refused } from '../refused.ts';
import type { World } from '../world.ts';

export function createIssue(
  world: World,
  repository: RepositoryModel,
  input: { title: string; body?: string | null; labels?: readonly string[] },
  actor: Actor,
): IssueModel {
  if (!repository.hasIssues) throw new Refused(410, 'Issues has been disabled in this repository.');
  const issue = newIssue(world, repository, { ...input, pull: null }, actor);
  for (const label of input.labels ?? []) issue.labels.add(world.ensureLabel(repository, label).name);
  world.emit('issues', 'opened', repository, actor, { issue: payloads.issue(world, repository, issue) });
  return issue;
}

export function newIssue<Pull extends PullModel | null>(
  world: World,
  repository: RepositoryModel,
  input: { title: string; body?: string | null; pull: Pull },
  author: Actor,
): IssueModel & { readonly pull: Pull } {
  const number = repository.issues.size + 1;
  const at = world.now();
  const issue: IssueModel & { readonly pull: Pull } = {
    id: world.id(),
    number,
    author,
    title: input.title,
    body: input.body ?? '',
    state: 'open',
    labels: new Set(),
    comments: [],
    createdAt: at,
    updatedAt: at,
    pull: input.pull,
  };
  repository.issues.set(number, issue);
  return issue;
}

export function updateIssue(
  world: World,
  repository: RepositoryModel,
  issue: IssueModel,
  change: { title?: string; body?: string | null; state?: string },
  actor: Actor,
): void {
  const before = { title: issue.title, body: issue.body, state: issue.state };
  if (change.title !== undefined) issue.title = change.title;
  if (change.body !== undefined) issue.body = change.body ?? '';
  if (change.state === 'open' || change.state === 'closed') issue.state = change.state;
  issue.updatedAt = world.now();
  const edited = before.title !== issue.title || before.body !== issue.body;
  const changes = {
    ...(before.title !== issue.title ? { title: { from: before.title } } : {}),
    ...(before.body !== issue.body ? { body: { from: before.body } } : {}),
  };
  const tell = (action: string, extra: Record<string, unknown> = {}) =>
    issue.pull
      ? world.emitPull(action, repository, issue, actor, extra)
      : world.emit('issues', action, repository, actor, { issue: payloads.issue(world, repository, issue), ...extra });
  if (edited) tell('edited', { changes });
  if (before.state !== issue.state) tell(issue.state === 'open' ? 'reopened' : 'closed');
}
