import type { Actor, CheckModel, RepositoryModel } from '../model.ts';
import * as payloads from '../payloads/index.ts';
import type { World } from '../world.ts';

export function createCheck(
  world: World,
  repository: RepositoryModel,
  input: Omit<CheckModel, 'id' | 'startedAt'>,
): CheckModel {
  const check: CheckModel = { ...input, id: world.id(), startedAt: world.now() };
  repository.checks.push(check);
  tell(world, 'created', repository, check, world.bot);
  if (check.conclusion) tell(world, 'completed', repository, check, world.bot);
  return check;
}

/** @param annotations come after those that are there, as on GitHub */
export function updateCheck(
  world: World,
  repository: RepositoryModel,
  check: CheckModel,
  change: Pick<CheckModel, 'status' | 'conclusion' | 'externalId' | 'title' | 'summary'>,
  annotations: CheckModel['annotations'],
): void {
  const wasOpen = check.conclusion === null;
  Object.assign(check, change);
  check.annotations.push(...annotations);
  if (wasOpen && check.conclusion) tell(world, 'completed', repository, check, world.bot);
}

export function rerequestCheck(world: World, repository: RepositoryModel, check: CheckModel, actor: Actor): void {
  tell(world, 'rerequested', repository, check, actor);
}

function tell(world: World, action: string, repository: RepositoryModel, check: CheckModel, actor: Actor): void {
  world.emit('check_run', action, repository, actor, { check_run: payloads.checkWebhook(world, repository, check) });
}
