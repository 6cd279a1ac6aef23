import type { ReleaseModel, RepositoryModel } from '../model.ts';
import * as payloads from '../payloads/index.ts';
import { Refused } from '../refused.ts';
import { type Call, needed, onRepository, type Route, text } from './router.ts';

export const RELEASE_ROUTES: readonly Route[] = [
  onRepository('GET /repos/{owner}/{repo}/releases', 'read', ({ world }, repository) => ({
    page: [...repository.releases].reverse().map((each) => payloads.release(world, repository, each)),
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
  onRepository('GET /repos/{owner}/{repo}/releases/tags/{ref}', 'read', ({ world, params }, repository) => ({
    json: payloads.release(
      world,
      repository,
      releaseWhere(repository, ({ tag }) => tag === params.ref),
    ),
  })),
  onRepository('GET /repos/{owner}/{repo}/releases/assets/{id}', 'read', ({ world, params, headers }, repository) => {
    const release = releaseWhere(repository, ({ assets }) => assets.some(({ id }) => id === Number(params.id)));
    const asset = release.assets.find(({ id }) => id === Number(params.id));
    if (!asset) throw new Refused(404, 'Not Found');
    if (headers.accept?.includes('octet-stream')) return { bytes: { content: asset.content, type: asset.contentType } };
    return { json: payloads.assetOf(world, repository, release, asset) };
  }),
  onRepository('POST /repos/{owner}/{repo}/releases/{id}/assets', 'write', (call, repository) => {
    const release = releaseOf(call, repository);
    const asset = call.world.addAsset(
      release,
      call.query.get('name') ?? 'asset',
      call.raw,
      call.headers['content-type'] ?? 'application/octet-stream',
    );
    return { status: 201, json: payloads.assetOf(call.world, repository, release, asset) };
  }),
  onRepository('GET /repos/{owner}/{repo}/releases/{id}', 'read', (call, repository) => ({
    json: payloads.release(call.world, repository, releaseOf(call, repository)),
  })),
  onRepository('PATCH /repos/{owner}/{repo}/releases/{id}', 'write', (call, repository) => {
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
  onRepository('DELETE /repos/{owner}/{repo}/releases/{id}', 'write', (call, repository) => {
    call.world.deleteRelease(repository, releaseOf(call, repository), call.caller.actor);
    return { status: 204 };
  }),
];

function releaseOf({ params }: Call, repository: RepositoryModel): ReleaseModel {
  return releaseWhere(repository, ({ id }) => id === Number(params.id));
}

function releaseWhere(repository: RepositoryModel, holds: (release: ReleaseModel) => boolean): ReleaseModel {
  const found = repository.releases.find(holds);
  if (!found) throw new Refused(404, 'Not Found');
  return found;
}
