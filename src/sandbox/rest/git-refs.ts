import type { RepositoryModel } from '../model.ts';
import * as payloads from '../payloads/index.ts';
import { Refused } from '../refused.ts';
import type { World } from '../world.ts';
import { needed, onRepository, type Route } from './router.ts';

export const GIT_REF_ROUTES: readonly Route[] = [
  onRepository('GET /repos/{owner}/{repo}/git/ref/{ref}', 'read', ({ world, params }, repository) => ({
    json: refJson(world, repository, `refs/${params.ref}`),
  })),
  onRepository('GET /repos/{owner}/{repo}/git/matching-refs/{ref}', 'read', ({ world, params }, repository) => ({
    page: [...repository.git.refs().keys()]
      .filter((ref) => ref.startsWith(`refs/${params.ref}`))
      .map((ref) => refJson(world, repository, ref)),
  })),
  onRepository('POST /repos/{owner}/{repo}/git/refs', 'write', ({ world, body, caller }, repository) => {
    const ref = needed(body.ref, 'ref');
    if (!/^refs\/[^/]+\/./.test(ref))
      throw new Refused(422, 'Reference name must start with "refs/" and have at least two slashes.');
    if (repository.git.refs().has(ref)) throw new Refused(422, 'Reference already exists');
    const sha = needed(body.sha, 'sha');
    const type = repository.git.typeOf(sha);
    if (!type || (ref.startsWith('refs/heads/') && type !== 'commit')) throw new Refused(422, 'Object does not exist');
    world.moveRef(repository, ref, sha, null, caller.actor);
    return { status: 201, json: refJson(world, repository, ref) };
  }),
  onRepository('PATCH /repos/{owner}/{repo}/git/refs/{ref}', 'write', ({ world, params, body, caller }, repository) => {
    const ref = `refs/${params.ref}`;
    const from = repository.git.refs().get(ref);
    const to = repository.git.resolve(needed(body.sha, 'sha'));
    if (!from) throw new Refused(422, 'Reference does not exist');
    if (!to) throw new Refused(422, 'Object does not exist');
    if (body.force !== true && !repository.git.isAncestor(from, to))
      throw new Refused(422, 'Update is not a fast forward');
    world.assertMayPush(repository, ref, caller.actor);
    world.moveRef(repository, ref, to, from, caller.actor);
    return { json: refJson(world, repository, ref) };
  }),
  onRepository('DELETE /repos/{owner}/{repo}/git/refs/{ref}', 'write', ({ world, params, caller }, repository) => {
    const ref = `refs/${params.ref}`;
    const from = repository.git.refs().get(ref);
    if (!from) throw new Refused(422, 'Reference does not exist');
    world.assertMayPush(repository, ref, caller.actor);
    world.moveRef(repository, ref, null, from, caller.actor);
    return { status: 204 };
  }),
];

function refJson(world: World, repository: RepositoryModel, ref: string): Record<string, unknown> {
  const sha = repository.git.refs().get(ref);
  const type = sha && repository.git.typeOf(sha);
  if (!sha || !type) throw new Refused(404, 'Not Found');
  return {
    ref,
    node_id: payloads.nodeId('Ref', `${repository.id}:${ref}`),
    url: payloads.api(world, `/repos/${world.fullName(repository)}/git/${ref}`),
    object: { sha, type, url: payloads.gitUrl(world, repository, `${type}s`, sha) },
  };
}
