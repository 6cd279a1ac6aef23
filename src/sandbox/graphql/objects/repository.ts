import { licenseOf } from '../../license.ts';
import type * as model from '../../model.ts';
import { nodeId } from '../../payloads/index.ts';
import type { World } from '../../world.ts';
import { type ConnectionArguments, connection } from '../connection.ts';
import { type Fields, notFound, upper, type Viewer } from './fields.ts';
import { object, ref } from './git.ts';
import { issue, pullRequest } from './issue.ts';
import { actor } from './people.ts';
import { release } from './release.ts';

export function repository(world: World, each: model.RepositoryModel): Fields {
  const head = () => each.git.resolve('HEAD');
  const defaultBranch = () => (head() ? ref(world, each, `refs/heads/${each.git.head}`) : null);
  return {
    __typename: 'Repository',
    id: nodeId('Repository', each.id),
    databaseId: each.id,
    name: each.name,
    nameWithOwner: world.fullName(each),
    owner: { __typename: 'Organization', login: world.organization.login },
    url: `${world.options.url()}/${world.fullName(each)}`,
    description: each.description,
    visibility: each.visibility.toUpperCase(),
    isPrivate: each.visibility !== 'public',
    isArchived: each.archived,
    isFork: false,
    isTemplate: false,
    hasIssuesEnabled: each.hasIssues,
    createdAt: each.createdAt,
    updatedAt: each.updatedAt,
    pushedAt: each.pushedAt,
    // Nobody stars, forks or watches anything here, and no language is told.
    stargazerCount: 0,
    forkCount: 0,
    watchers: { totalCount: 0 },
    primaryLanguage: null,
    repositoryTopics: (args: ConnectionArguments) =>
      connection(
        each.topics.map((name) => ({ __typename: 'RepositoryTopic', topic: { name } })),
        args,
      ),
    defaultBranchRef: defaultBranch,
    licenseInfo: () => license(each),
    releases: (args: ConnectionArguments) =>
      connection(
        [...each.releases].reverse().map((one) => release(world, each, one)),
        args,
      ),
    release: ({ tagName }: { tagName: string }) => {
      const found = each.releases.find(({ tag }) => tag === tagName);
      return found ? release(world, each, found) : null;
    },
    object: ({ expression, oid }: { expression?: string; oid?: string }) =>
      object(world, each, expression ?? oid ?? ''),
    ref: ({ qualifiedName }: { qualifiedName: string }) =>
      each.git.refs().has(qualifiedName) ? ref(world, each, qualifiedName) : null,
    label: ({ name }: { name: string }) => {
      const found = each.labels.get(name.toLowerCase());
      return found ? { __typename: 'Label', ...found } : null;
    },
    issues: (args: ConnectionArguments & { labels?: string[]; states?: string[] }, { caller }: Viewer) => {
      const found = [...each.issues.values()].filter(
        (one) =>
          !one.pull &&
          (!args.labels || args.labels.some((name) => one.labels.has(name))) &&
          (!args.states || args.states.includes(one.state.toUpperCase())),
      );
      return connection(
        found.reverse().map((one) => issue(one, caller.actor)),
        args,
      );
    },
    squashMergeAllowed: true,
    mergeCommitAllowed: true,
    pullRequests: (args: ConnectionArguments & { headRefName?: string; states?: string[] }, { caller }: Viewer) => {
      const found = [...each.issues.values()]
        .map((one) => (one.pull ? pullRequest(world, each, { ...one, pull: one.pull }, caller.actor) : null))
        .filter((one) => one !== null)
        .filter(
          ({ headRefName, state }) =>
            (!args.headRefName || headRefName === args.headRefName) &&
            (!args.states || args.states.includes(String(state))),
        );
      return connection(found.reverse(), args);
    },
    pullRequest: ({ number }: { number: number }, { caller }: Viewer) => {
      const found = each.issues.get(number);
      if (!found?.pull) throw notFound(`a PullRequest with the number of ${number}`);
      return pullRequest(world, each, { ...found, pull: found.pull }, caller.actor);
    },
    collaborators: (args: ConnectionArguments & { query?: string }) => {
      const people = [...world.people.values()].filter((person) => {
        const wanted = (args.query ?? '').toLowerCase();
        return world.permission(person, each) !== 'none' && person.login.toLowerCase().includes(wanted);
      });
      const edge = (person: model.Person) => ({
        permission: upper(world.permission(person, each)),
        node: actor(world, person),
      });
      return { edges: people.slice(0, args.first ?? 100).map(edge), totalCount: people.length };
    },
  };
}

function license(each: model.RepositoryModel): Fields | null {
  const spdxId = licenseOf(each.git);
  return spdxId ? { __typename: 'License', spdxId, name: spdxId, key: spdxId.toLowerCase() } : null;
}
