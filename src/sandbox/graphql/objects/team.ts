import type * as model from '../../model.ts';
import type { World } from '../../world.ts';
import type { ConnectionArguments } from '../connection.ts';
import { type Fields, upper } from './fields.ts';
import { teamFields } from './people.ts';
import { repository } from './repository.ts';

export function team(world: World, each: model.TeamModel): Fields {
  return {
    ...teamFields(world, each),
    repositories: (args: ConnectionArguments & { query?: string }) => {
      const all = [...world.repositories.values()].filter(
        (repo) => world.teamPermission(each, repo) !== 'none' && repo.name.includes(args.query ?? ''),
      );
      const edge = (repo: model.RepositoryModel) => ({
        permission: upper(world.teamPermission(each, repo)),
        node: repository(world, repo),
      });
      return { edges: all.slice(0, args.first ?? 100).map(edge), totalCount: all.length };
    },
  };
}
