import { atLeast } from '../../domain/person.ts';
import type { Caller } from '../access.ts';
import type { ReleaseModel, RepositoryModel } from '../model.ts';
import * as payloads from '../payloads/index.ts';
import { Refused } from '../refused.ts';
import type { World } from '../world.ts';
import { type Call, needed, onRepository, type Route, text } from './router.ts';

export const RELEASE_ROUTES: readonly Route[] = [
  onRepository('GET /repos/{owner}/{repo}/releases', 'read', ({ world, caller }, repository) => ({
    // Drafts are seen by those who may write.
    page: [...repository.releases]
      .filter(({ draft }) => !draft || mayWrite(world, caller, repository))
      .reverse()
      .map((each) => payloads.release(world, repository, each)),
  })),
  onRepository(
    'POST /repos/{owner}/{repo}/releases',
    'write',
    ({ world, body, caller }, repository) => {
      const target = text(body.target_commitish);
      const release = world.createRelease(
        repository,
        {
          tag: needed(body.tag_name, 'tag_name'),
          name: text(body.name) ?? null,
          body: text(body.body) ?? '',
          draft: body.draft === true,
          prerelease: body.prerelease === true,
          ...(target ? { target } : {}),
        },
        caller.actor,
      );
      return { status: 201, json: payloads.release(world, repository, release) };
    },
    { notifying: true },
  ),
  onRepository('GET /repos/{owner}/{repo}/releases/latest', 'read', ({ world }, repository) => {
    const found = [...repository.releases].reverse().find(({ draft, prerelease }) => !draft && !prerelease);
    if (!found) throw new Refused(404, 'Not Found');
    return { json: payloads.release(world, repository, found) };
  }),
  onRepository('GET /repos/{owner}/{repo}/releases/tags/{tag}', 'read', ({ world, params }, repository) => ({
    json: payloads.release(
      world,
      repository,
      releaseWhere(repository, ({ tag }) => tag === params.tag),
    ),
  })),
  onRepository('GET /repos/{owner}/{repo}/releases/{release_id}', 'read', (call, repository) => ({
    json: payloads.release(call.world, repository, releaseOf(call, repository)),
  })),
  onRepository('PATCH /repos/{owner}/{repo}/releases/{release_id}', 'write', (call, repository) => {
    const release = releaseOf(call, repository);
    const { name, body, draft, prerelease } = call.body;
    const change = {
      ...(typeof name === 'string' ? { name } : {}),
      ...(typeof body === 'string' ? { body } : {}),
      ...(typeof draft === 'boolean' ? { draft } : {}),
      ...(typeof prerelease === 'boolean' ? { prerelease } : {}),
    };
    call.world.updateRelease(repository, release, change, call.caller.actor);
    return { json: payloads.release(call.world, repository, release) };
  }),
  onRepository('DELETE /repos/{owner}/{repo}/releases/{release_id}', 'write', (call, repository) => {
    call.world.deleteRelease(repository, releaseOf(call, repository), call.caller.actor);
    return { status: 204 };
  }),
];

export function releaseOf({ params }: Call, repository: RepositoryModel): ReleaseModel {
  return releaseWhere(repository, ({ id }) => id === Number(params.release_id));
}

function releaseWhere(repository: RepositoryModel, holds: (release: ReleaseModel) => boolean): ReleaseModel {
  const found = repository.releases.find(holds);
  if (!found) throw new Refused(404, 'Not Found');
  return found;
}

function mayWrite(world: World, caller: Caller, repository: RepositoryModel): boolean {
  return caller.kind === 'installation' || atLeast(world.permission(caller.actor, repository), 'write');
}
