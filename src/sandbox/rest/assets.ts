import type { AssetModel, ReleaseModel, RepositoryModel } from '../model.ts';
import * as payloads from '../payloads/index.ts';
import { Refused } from '../refused.ts';
import { releaseOf } from './releases.ts';
import { type Call, onRepository, type Route } from './router.ts';

const OF_RELEASE = '/repos/{owner}/{repo}/releases/{release_id}/assets';
const ASSET = '/repos/{owner}/{repo}/releases/assets/{asset_id}';

export const ASSET_ROUTES: readonly Route[] = [
  onRepository(`GET ${OF_RELEASE}`, 'read', (call, repository) => {
    const release = releaseOf(call, repository);
    return { page: release.assets.map((each) => payloads.assetOf(call.world, repository, release, each)) };
  }),
  onRepository(`POST ${OF_RELEASE}`, 'write', (call, repository) => {
    const { world, query, raw, headers } = call;
    const release = releaseOf(call, repository);
    const name = query.get('name');
    const invalid = (code: string) =>
      new Refused(422, 'Validation Failed', [{ resource: 'ReleaseAsset', code, field: 'name' }]);
    if (!name) throw invalid('missing_field');
    if (release.assets.some((each) => each.name === name)) throw invalid('already_exists');
    if (raw.length === 0)
      throw new Refused(422, 'Validation Failed', [
        { resource: 'ReleaseAsset', code: 'custom', field: 'size', message: 'size must be greater than or equal to 1' },
      ]);
    const asset = world.addAsset(release, name, raw, headers['content-type'] ?? 'application/octet-stream');
    return { status: 201, json: payloads.assetOf(world, repository, release, asset) };
  }),
  onRepository(`GET ${ASSET}`, 'read', (call, repository) => {
    const { release, asset } = assetOf(call, repository);
    if (call.headers.accept?.includes('octet-stream'))
      return { bytes: { content: asset.content, type: asset.contentType } };
    return { json: payloads.assetOf(call.world, repository, release, asset) };
  }),
  onRepository(`DELETE ${ASSET}`, 'write', (call, repository) => {
    const { release, asset } = assetOf(call, repository);
    release.assets.splice(release.assets.indexOf(asset), 1);
    return { status: 204 };
  }),
];

function assetOf({ params }: Call, repository: RepositoryModel): { release: ReleaseModel; asset: AssetModel } {
  for (const release of repository.releases) {
    const asset = release.assets.find(({ id }) => id === Number(params.asset_id));
    if (asset) return { release, asset };
  }
  throw new Refused(404, 'Not Found');
}
