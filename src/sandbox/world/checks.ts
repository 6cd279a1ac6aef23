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
  world.emit('check_run', 'created', repository, world.bot, { check_run: payloads.check(world, repository, check) });
  return check;
}

export function rerequestCheck(world: World, repository: RepositoryModel, check: CheckModel, actor: Actor): void {
  world.emit('check_run', 'rerequested', repository, actor, { check_run: payloads.check(world, repository, check) });
}
