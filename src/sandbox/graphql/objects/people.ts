import type * as model from '../../model.ts';
import { nodeId } from '../../payloads/index.ts';
import type { World } from '../../world.ts';
import { type ConnectionArguments, connection } from '../connection.ts';
import type { Fields } from './fields.ts';

export function actor(world: World, each: model.Actor): Fields {
  const person = world.people.get(each.login.toLowerCase());
  const url = `${world.options.url()}/${each.login}`;
  // GraphQL gives a bot's login without its suffix.
  if (each.type === 'Bot')
    return { __typename: 'Bot', login: each.login.replace('[bot]', ''), databaseId: each.id, url };
  const status = person?.busy
    ? { __typename: 'UserStatus', indicatesLimitedAvailability: true, message: 'Busy' }
    : null;
  return {
    __typename: 'User',
    login: each.login,
    name: person?.name ?? null,
    databaseId: each.id,
    id: nodeId('User', each.id),
    url,
    status,
  };
}

/** A team but for its repositories, which lie above it: see team.ts. */
export function teamFields(world: World, each: model.TeamModel): Fields {
  return {
    __typename: 'Team',
    id: nodeId('Team', each.id),
    slug: each.slug,
    name: each.name,
    reviewRequestDelegationEnabled: each.assigns,
    members: (args: ConnectionArguments) =>
      connection(
        world.membersOf(each).map((person) => actor(world, person)),
        args,
      ),
    privacy: 'VISIBLE',
  };
}
