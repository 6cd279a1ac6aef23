import { searchIssues } from '../search.ts';
import { type ConnectionArguments, connection } from './connection.ts';
import type { Context } from './execute.ts';
import { notFound } from './objects/fields.ts';
import { issue, pullRequest } from './objects/issue.ts';
import { actor } from './objects/people.ts';
import { repository } from './objects/repository.ts';
import { team } from './objects/team.ts';

/** Root fields of `Query`. */
export const QUERIES: Readonly<Record<string, unknown>> = {
  repository({ owner, name }: { owner: string; name: string }, { world, caller }: Context) {
    const found = world.repositories.get(name.toLowerCase());
    const hidden = found && caller.kind !== 'installation' && world.permission(caller.actor, found) === 'none';
    if (!found || hidden || owner.toLowerCase() !== world.organization.login.toLowerCase()) {
      throw notFound(`a Repository with the name '${owner}/${name}'`);
    }
    return repository(world, found);
  },
  organization({ login }: { login: string }, { world }: Context) {
    if (login.toLowerCase() !== world.organization.login.toLowerCase())
      throw notFound(`an Organization with the login of '${login}'`);
    return {
      __typename: 'Organization',
      login: world.organization.login,
      team: ({ slug }: { slug: string }) => {
        const found = world.teams.get(slug.toLowerCase());
        return found ? team(world, found) : null;
      },
    };
  },
  user({ login }: { login: string }, { world }: Context) {
    const found = world.people.get(login.toLowerCase());
    if (!found) throw notFound(`a User with the login of '${login}'`);
    return actor(world, found);
  },
  viewer: (_: unknown, { world, caller }: Context) => actor(world, caller.actor),
  search({ query, ...page }: ConnectionArguments & { query: string }, { world, caller }: Context) {
    const found = searchIssues(world, caller, query);
    const nodes = found.map(({ issue: each, repository: home }) =>
      each.pull ? pullRequest(world, home, { ...each, pull: each.pull }, caller.actor) : issue(each, caller.actor),
    );
    return { __typename: 'SearchResultItemConnection', issueCount: found.length, ...connection(nodes, page) };
  },
};
