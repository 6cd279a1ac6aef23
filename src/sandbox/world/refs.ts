import type { Actor, RepositoryModel } from '../model.ts';
import * as payloads from '../payloads/index.ts';
import { Refused } from '../refused.ts';
import type { World } from '../world.ts';

/** Moves a branch or tag, with the events of a push. */
export function moveRef(
  world: World,
  repository: RepositoryModel,
  ref: string,
  to: string | null,
  from: string | null,
  actor: Actor,
): void {
  repository.git.updateRef(ref, to, from);
  world.pushed(repository, ref, from, to, actor);
}

/** Tells of a ref that has moved: by the API, or by somebody's `git push`. */
export function pushed(
  world: World,
  repository: RepositoryModel,
  ref: string,
  from: string | null,
  to: string | null,
  actor: Actor,
): void {
  repository.git.forget();
  repository.pushedAt = world.now();
  world.emit('push', null, repository, actor, payloads.push(world, repository, { ref, from, to, actor }));
  const refType = ref.startsWith('refs/tags/') ? 'tag' : 'branch';
  const short = ref.replace(/^refs\/(?:heads|tags)\//, '');
  const created = {
    ref: short,
    ref_type: refType,
    master_branch: repository.git.head,
    description: repository.description,
    pusher_type: 'user',
  };
  if (!from) world.emit('create', null, repository, actor, created);
  if (!to) world.emit('delete', null, repository, actor, { ref: short, ref_type: refType, pusher_type: 'user' });
  if (refType === 'tag' || !to) return;
  for (const issue of repository.issues.values()) {
    if (!issue.pull || issue.state !== 'open' || issue.pull.head !== short) continue;
    const before = issue.pull.headSha;
    issue.pull.headSha = to;
    issue.pull.baseSha = repository.git.resolve(`refs/heads/${issue.pull.base}`) ?? issue.pull.baseSha;
    world.emitPull('synchronize', repository, issue, actor, { before, after: to });
  }
}

export function commit(
  world: World,
  repository: RepositoryModel,
  input: { branch: string; changes: ReadonlyMap<string, Buffer | null>; message: string; expectedHead?: string },
  actor: Actor,
): string {
  const ref = `refs/heads/${input.branch}`;
  const parent = repository.git.resolve(ref);
  if (input.expectedHead && input.expectedHead !== parent) {
    throw new Refused(409, `Expected branch to point to "${parent}" but it did not. Pull and try again.`);
  }
  world.assertMayPush(repository, ref, actor);
  world.assertMayWrite([...input.changes.keys()], actor);
  const commit = repository.git.write({
    parent,
    changes: input.changes,
    message: input.message,
    author: world.signature(actor),
  });
  world.moveRef(repository, ref, commit, parent, actor);
  return commit;
}

export function assertMayPush(world: World, repository: RepositoryModel, ref: string, actor: Actor): void {
  if (repository.archived) throw new Refused(403, 'Repository was archived so is read-only.');
  if (!world.mayPush(repository, ref, actor)) {
    throw new Refused(409, `Repository rule violations found\n\nChanges must be made through a pull request.`);
  }
}

/** Apps change workflows with a permission of its own only. */
export function assertMayWrite(world: World, paths: readonly string[], actor: Actor): void {
  const isApp = actor.type === 'Bot';
  if (
    isApp &&
    world.appPermissions.workflows !== 'write' &&
    paths.some((path) => path.startsWith('.github/workflows/'))
  )
    throw new Refused(403, 'Resource not accessible by integration');
}

/** The default branch is the one that can be protected: its changes come by pull request, but for admins. */
export function isProtected(_: World, repository: RepositoryModel, ref: string): boolean {
  return repository.protected && ref === `refs/heads/${repository.git.head}`;
}

export function mayPush(world: World, repository: RepositoryModel, ref: string, actor: Actor): boolean {
  const exempt = actor.type === 'User' && world.permission(actor, repository) === 'admin';
  return exempt || !world.isProtected(repository, ref);
}
