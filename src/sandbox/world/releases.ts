import { createHash } from 'node:crypto';
import type { Actor, AssetModel, ReleaseModel, RepositoryModel } from '../model.ts';
import * as payloads from '../payloads/index.ts';
import { Refused } from '../refused.ts';
import type { World } from '../world.ts';

export function createRelease(
  world: World,
  repository: RepositoryModel,
  input: {
    tag: string;
    target?: string;
    name?: string | null;
    body?: string | null;
    draft?: boolean;
    prerelease?: boolean;
  },
  actor: Actor,
): ReleaseModel {
  if (repository.releases.some(({ tag }) => tag === input.tag)) {
    throw new Refused(422, 'Validation Failed', [{ resource: 'Release', code: 'already_exists', field: 'tag_name' }]);
  }
  const ref = `refs/tags/${input.tag}`;
  if (!input.draft && !repository.git.refs().has(ref)) {
    const target = repository.git.resolve(input.target ?? 'HEAD');
    if (!target)
      throw new Refused(422, 'Validation Failed', [
        { resource: 'Release', code: 'invalid', field: 'target_commitish' },
      ]);
    world.moveRef(repository, ref, target, null, actor);
  }
  const draft = input.draft ?? false;
  const at = world.now();
  const release: ReleaseModel = {
    id: world.id(),
    tag: input.tag,
    name: input.name ?? null,
    body: input.body ?? '',
    draft,
    prerelease: input.prerelease ?? false,
    author: actor,
    createdAt: at,
    updatedAt: at,
    publishedAt: draft ? null : at,
    assets: [],
  };
  repository.releases.push(release);
  if (!draft) published(world, repository, release, actor);
  return release;
}

export function updateRelease(
  world: World,
  repository: RepositoryModel,
  release: ReleaseModel,
  change: { name?: string; body?: string; draft?: boolean; prerelease?: boolean },
  actor: Actor,
): void {
  const wasDraft = release.draft;
  Object.assign(release, change, { updatedAt: world.now() });
  if (wasDraft && !release.draft) {
    release.publishedAt = world.now();
    const ref = `refs/tags/${release.tag}`;
    const head = repository.git.resolve('HEAD');
    if (!repository.git.refs().has(ref) && head) world.moveRef(repository, ref, head, null, actor);
    published(world, repository, release, actor);
  } else
    world.emit('release', 'edited', repository, actor, {
      changes: {},
      release: payloads.release(world, repository, release),
    });
}

export function deleteRelease(world: World, repository: RepositoryModel, release: ReleaseModel, actor: Actor): void {
  repository.releases.splice(repository.releases.indexOf(release), 1);
  world.emit('release', 'deleted', repository, actor, { release: payloads.release(world, repository, release) });
}

function published(world: World, repository: RepositoryModel, release: ReleaseModel, actor: Actor): void {
  for (const action of ['created', 'published', release.prerelease ? 'prereleased' : 'released']) {
    world.emit('release', action, repository, actor, { release: payloads.release(world, repository, release) });
  }
}

export function addAsset(
  world: World,
  release: ReleaseModel,
  name: string,
  content: Buffer,
  contentType: string,
): AssetModel {
  const sha256 = createHash('sha256').update(content).digest('hex');
  const asset: AssetModel = { id: world.id(), name, content, sha256, contentType };
  release.assets.push(asset);
  return asset;
}
