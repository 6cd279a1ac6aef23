import type { Actor, IssueModel, LabelModel, RepositoryModel } from '../model.ts';
import * as payloads from '../payloads/index.ts';
import { Refused } from '../refused.ts';
import type { World } from '../world.ts';

export function ensureLabel(
  world: World,
  repository: RepositoryModel,
  name: string,
  details: { color?: string; description?: string | null } = {},
): LabelModel {
  const found = repository.labels.get(name.toLowerCase());
  if (found) return found;
  const label: LabelModel = {
    id: world.id(),
    name,
    color: details.color ?? 'ededed',
    description: details.description ?? null,
  };
  repository.labels.set(name.toLowerCase(), label);
  return label;
}

export function addLabels(
  world: World,
  repository: RepositoryModel,
  issue: IssueModel,
  names: readonly string[],
  actor: Actor,
): void {
  for (const name of names) {
    const label = world.ensureLabel(repository, name);
    if (issue.labels.has(label.name)) continue;
    issue.labels.add(label.name);
    labelled(world, 'labeled', repository, issue, label, actor);
  }
}

/** Whatever is not among `names` goes. */
export function setLabels(
  world: World,
  repository: RepositoryModel,
  issue: IssueModel,
  names: readonly string[],
  actor: Actor,
): void {
  for (const name of [...issue.labels]) if (!names.includes(name)) world.removeLabel(repository, issue, name, actor);
  world.addLabels(repository, issue, names, actor);
}

export function removeLabel(
  world: World,
  repository: RepositoryModel,
  issue: IssueModel,
  name: string,
  actor: Actor,
): void {
  const label = repository.labels.get(name.toLowerCase());
  if (!label || !issue.labels.delete(label.name)) throw new Refused(404, 'Label does not exist');
  labelled(world, 'unlabeled', repository, issue, label, actor);
}

function labelled(
  world: World,
  action: string,
  repository: RepositoryModel,
  issue: IssueModel,
  label: LabelModel,
  actor: Actor,
): void {
  if (issue.pull) world.emitPull(action, repository, issue, actor, { label: payloads.label(world, repository, label) });
  else
    world.emit('issues', action, repository, actor, {
      issue: payloads.issue(world, repository, issue),
      label: payloads.label(world, repository, label),
    });
}
