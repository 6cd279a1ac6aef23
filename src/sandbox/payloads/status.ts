import type * as model from '../model.ts';
import type { World } from '../world.ts';
import { api, type Json, nodeId } from './links.ts';
import { user } from './people.ts';

/** Without its creator, as the combined status lists it. */
export function simpleStatus(world: World, repo: model.RepositoryModel, each: model.StatusModel): Json {
  const { id, sha, state, context, description, targetUrl, createdAt } = each;
  return {
    id,
    node_id: nodeId('StatusContext', id),
    url: api(world, `/repos/${world.fullName(repo)}/statuses/${sha}`),
    avatar_url: null,
    state,
    context,
    description,
    target_url: targetUrl,
    created_at: createdAt,
    updated_at: createdAt,
  };
}

export function status(world: World, repo: model.RepositoryModel, each: model.StatusModel): Json {
  return { ...simpleStatus(world, repo, each), creator: user(world, each.creator) };
}
