import type * as model from '../model.ts';
import type { World } from '../world.ts';
import { api, type Json, nodeId } from './links.ts';
import { user } from './people.ts';

export function release(world: World, repo: model.RepositoryModel, each: model.ReleaseModel): Json {
  const path = `/repos/${world.fullName(repo)}/releases/${each.id}`;
  return {
    id: each.id,
    node_id: nodeId('Release', each.id),
    url: api(world, path),
    html_url: `${world.options.url()}/${world.fullName(repo)}/releases/tag/${encodeURIComponent(each.tag)}`,
    assets_url: api(world, `${path}/assets`),
    upload_url: `${api(world, `${path}/assets`)}{?name,label}`,
    tag_name: each.tag,
    target_commitish: repo.git.head,
    name: each.name,
    body: each.body,
    draft: each.draft,
    prerelease: each.prerelease,
    immutable: false,
    author: user(world, each.author),
    created_at: each.createdAt,
    updated_at: each.updatedAt,
    published_at: each.publishedAt,
    tarball_url: api(world, `/repos/${world.fullName(repo)}/tarball/${each.tag}`),
    zipball_url: api(world, `/repos/${world.fullName(repo)}/zipball/${each.tag}`),
    assets: each.assets.map((asset) => assetOf(world, repo, each, asset)),
  };
}

export function assetOf(
  world: World,
  repo: model.RepositoryModel,
  owner: model.ReleaseModel,
  asset: model.AssetModel,
): Json {
  return {
    id: asset.id,
    node_id: nodeId('ReleaseAsset', asset.id),
    url: api(world, `/repos/${world.fullName(repo)}/releases/assets/${asset.id}`),
    browser_download_url: `${world.options.url()}/${world.fullName(repo)}/releases/download/${owner.tag}/${asset.name}`,
    name: asset.name,
    label: null,
    state: 'uploaded',
    content_type: asset.contentType,
    size: asset.content.length,
    digest: `sha256:${asset.sha256}`,
    download_count: 0,
    created_at: owner.createdAt,
    updated_at: owner.createdAt,
    uploader: user(world, owner.author),
  };
}
