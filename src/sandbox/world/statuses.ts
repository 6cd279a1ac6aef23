import type { Actor, RepositoryModel, StatusModel } from '../model.ts';
import * as payloads from '../payloads/index.ts';
import type { World } from '../world.ts';

export function createStatus(
  world: World,
  repository: RepositoryModel,
  input: Omit<StatusModel, 'id' | 'creator' | 'createdAt'>,
  actor: Actor,
): StatusModel {
  const status: StatusModel = { ...input, id: world.id(), creator: actor, createdAt: world.now() };
  repository.statuses.push(status);
  const { sha, state, context, description, targetUrl, createdAt } = status;
  const branches = [...repository.git.refs()].filter(([ref, at]) => ref.startsWith('refs/heads/') && at === sha);
  world.emit('status', null, repository, actor, {
    id: status.id,
    sha,
    name: world.fullName(repository),
    avatar_url: null,
    target_url: targetUrl,
    context,
    description,
    state,
    commit: payloads.commit(world, repository, sha),
    branches: branches.map(([ref]) => ({
      name: ref.slice('refs/heads/'.length),
      commit: { sha, url: payloads.api(world, `/repos/${world.fullName(repository)}/commits/${sha}`) },
      protected: world.isProtected(repository, ref),
    })),
    created_at: createdAt,
    updated_at: createdAt,
  });
  return status;
}

/** The latest of each context. */
export function latestStatuses(repository: RepositoryModel, sha: string): readonly StatusModel[] {
  const ofCommit = repository.statuses.filter((each) => each.sha === sha);
  return [...new Map(ofCommit.map((each) => [each.context, each])).values()];
}
