import type * as model from '../../model.ts';
import type { World } from '../../world.ts';
import { type ConnectionArguments, connection } from '../connection.ts';
import type { Fields } from './fields.ts';
import { commitObject } from './git.ts';
import { actor } from './people.ts';

export function release(world: World, repo: model.RepositoryModel, each: model.ReleaseModel): Fields {
  const commit = () => repo.git.resolve(`refs/tags/${each.tag}`);
  return {
    __typename: 'Release',
    tagName: each.tag,
    name: each.name,
    author: actor(world, each.author),
    description: each.body,
    isDraft: each.draft,
    isPrerelease: each.prerelease,
    publishedAt: each.publishedAt,
    url: `${world.options.url()}/${world.fullName(repo)}/releases/tag/${encodeURIComponent(each.tag)}`,
    tagCommit: () => {
      const oid = commit();
      return oid ? commitObject(world, repo, oid) : null;
    },
    releaseAssets: (args: ConnectionArguments) =>
      connection(
        each.assets.map((asset) => ({
          __typename: 'ReleaseAsset',
          name: asset.name,
          size: asset.content.length,
          downloadUrl: `${world.options.url()}/${world.fullName(repo)}/releases/download/${each.tag}/${asset.name}`,
        })),
        args,
      ),
  };
}
