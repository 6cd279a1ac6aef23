import { GraphQLError } from 'graphql';
import type { Permission } from '../../domain/person.ts';
import type { GitEntry } from '../git.ts';
import type * as model from '../model.ts';
import { association } from '../payloads.ts';
import type { World } from '../world.ts';
import { type ConnectionArguments, connection } from './connection.ts';
import { detectLicense } from './license.ts';

/** Objects of GitHub's GraphQL schema over the world: each field is a value, or a function of its arguments. */

type Fields = Record<string, unknown>;

/** Who looks: some fields depend on it. */
interface Viewer {
  readonly caller: { readonly actor: model.Actor };
}

export function notFound(what: string): GraphQLError {
  return new GraphQLError(`Could not resolve to ${what}.`, { extensions: { type: 'NOT_FOUND' } });
}

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
    id: `U_${each.id}`,
    url,
    status,
  };
}

export function team(world: World, each: model.TeamModel): Fields {
  return {
    __typename: 'Team',
    id: `T_${each.id}`,
    slug: each.slug,
    name: each.name,
    members: (args: ConnectionArguments) =>
      connection(
        world.membersOf(each).map((person) => actor(world, person)),
        args,
      ),
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

function upper(permission: Permission): string {
  return permission.toUpperCase();
}

export function repository(world: World, each: model.RepositoryModel): Fields {
  const head = () => each.git.resolve('HEAD');
  const defaultBranch = () => (head() ? ref(world, each, `refs/heads/${each.git.head}`) : null);
  return {
    __typename: 'Repository',
    id: `R_${each.id}`,
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
  const head = each.git.resolve('HEAD');
  if (!head) return null;
  const file = each.git
    .entries(each.git.commit(head).tree)
    .find(({ path }) => /^(?:licen[sc]e|copying)(?:\.\w+)?$/i.test(path));
  if (!file) return null;
  const spdxId = detectLicense(each.git.blob(file.oid).toString('utf8'));
  return { __typename: 'License', spdxId, name: spdxId, key: spdxId.toLowerCase() };
}

function ref(world: World, each: model.RepositoryModel, name: string): Fields {
  return {
    __typename: 'Ref',
    name: name.replace(/^refs\/(?:heads|tags)\//, ''),
    target: () => object(world, each, name),
    compare: ({ headRef }: { headRef: string }) => compare(each, name, headRef),
  };
}

function compare(each: model.RepositoryModel, base: string, head: string): Fields | null {
  const from = each.git.resolve(base);
  const to = each.git.resolve(each.git.refs().has(`refs/tags/${head}`) ? `refs/tags/${head}` : head);
  if (!from || !to) return null;
  const aheadBy = each.git.count(`${from}..${to}`);
  const behindBy = each.git.count(`${to}..${from}`);
  const status = aheadBy > 0 ? (behindBy > 0 ? 'DIVERGED' : 'AHEAD') : behindBy > 0 ? 'BEHIND' : 'IDENTICAL';
  return { __typename: 'Comparison', aheadBy, behindBy, status };
}

/** `HEAD`, `refs/heads/main`, `<oid>`, each with `:path` or without. */
function object(world: World, each: model.RepositoryModel, expression: string): Fields | null {
  const colon = expression.indexOf(':');
  const commit = each.git.resolve(colon < 0 ? expression : expression.slice(0, colon));
  if (!commit) return null;
  if (colon < 0) return commitObject(world, each, commit);
  const path = expression.slice(colon + 1).replace(/\/$/, '');
  if (path === '') return tree(each, each.git.commit(commit).tree, each.git.entries(each.git.commit(commit).tree), '');
  const entry = each.git.find(commit, path);
  if (!entry) return null;
  if (entry.type === 'tree') return tree(each, entry.oid, each.git.entries(each.git.commit(commit).tree), `${path}/`);
  return blob(each, entry);
}

/** GitHub gives no more text of a blob than this, in bytes. */
const TEXT_LIMIT = 512_000;

function blob(each: model.RepositoryModel, entry: GitEntry): Fields {
  const content = () => each.git.blob(entry.oid);
  const isBinary = () => content().subarray(0, 8000).includes(0);
  return {
    __typename: 'Blob',
    oid: entry.oid,
    byteSize: entry.size,
    isBinary,
    isTruncated: entry.size > TEXT_LIMIT,
    text: () => (isBinary() ? null : content().subarray(0, TEXT_LIMIT).toString('utf8')),
  };
}

function tree(each: model.RepositoryModel, oid: string, all: readonly GitEntry[], prefix: string): Fields {
  const children = all.filter(({ path }) => path.startsWith(prefix) && !path.slice(prefix.length).includes('/'));
  return {
    __typename: 'Tree',
    oid,
    entries: children.map((entry) => ({
      __typename: 'TreeEntry',
      name: entry.name,
      path: entry.path,
      type: entry.type,
      mode: Number.parseInt(entry.mode, 8),
      size: entry.size,
      oid: entry.oid,
      object: () => (entry.type === 'blob' ? blob(each, entry) : null),
    })),
  };
}

function commitObject(world: World, each: model.RepositoryModel, oid: string): Fields {
  const commit = () => each.git.commit(oid);
  return {
    __typename: 'Commit',
    oid,
    message: () => commit().message,
    committedDate: () => commit().author.date,
    tree: () => ({ __typename: 'Tree', oid: commit().tree }),
    checkSuites: (args: ConnectionArguments) => {
      const runs = (given: ConnectionArguments & { filterBy?: { checkName?: string } }) => {
        const named = each.checks.filter(
          ({ sha, name }) => sha === oid && (!given.filterBy?.checkName || name === given.filterBy.checkName),
        );
        return connection(named.slice(-1).map(checkRun), given);
      };
      return connection([{ __typename: 'CheckSuite', checkRuns: runs }], args);
    },
    url: `${world.options.url()}/${world.fullName(each)}/commit/${oid}`,
  };
}

function checkRun(each: model.CheckModel): Fields {
  return {
    __typename: 'CheckRun',
    databaseId: each.id,
    name: each.name,
    status: each.status.toUpperCase(),
    conclusion: each.conclusion?.toUpperCase() ?? null,
    externalId: each.externalId,
    title: each.title,
  };
}

function release(world: World, repo: model.RepositoryModel, each: model.ReleaseModel): Fields {
  const commit = () => repo.git.resolve(`refs/tags/${each.tag}`);
  return {
    __typename: 'Release',
    tagName: each.tag,
    name: each.name,
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

function issue(each: model.IssueModel, viewer: model.Actor): Fields {
  return {
    __typename: 'Issue',
    number: each.number,
    title: each.title,
    body: each.body,
    state: each.state.toUpperCase(),
    viewerDidAuthor: each.author.login === viewer.login,
  };
}

function pullRequest(
  world: World,
  repo: model.RepositoryModel,
  each: model.IssueModel & { readonly pull: model.PullModel },
  viewer: model.Actor,
): Fields {
  const { pull } = each;
  const reviewer = (login: string | null, slug: string | null) =>
    login ? actor(world, world.person(login)) : slug ? team(world, world.team(slug)) : null;
  const files = () => {
    const base = repo.git.mergeBase(`refs/heads/${pull.base}`, pull.headSha) ?? pull.headSha;
    return repo.git.changes(base, pull.headSha).map(({ path, additions, deletions, status }) => ({
      __typename: 'PullRequestChangedFile',
      path,
      additions,
      deletions,
      changeType: { added: 'ADDED', modified: 'MODIFIED', removed: 'DELETED', renamed: 'RENAMED' }[status],
    }));
  };
  return {
    __typename: 'PullRequest',
    number: each.number,
    title: each.title,
    body: each.body,
    isDraft: pull.draft,
    state: pull.merged ? 'MERGED' : each.state.toUpperCase(),
    author: actor(world, each.author),
    authorAssociation: association(world, each.author),
    baseRefName: pull.base,
    baseRefOid: () => repo.git.resolve(`refs/heads/${pull.base}`),
    headRefName: pull.head,
    headRefOid: pull.headSha,
    isCrossRepository: false,
    files: (args: ConnectionArguments) => connection(files(), args),
    labels: (args: ConnectionArguments) =>
      connection(
        [...each.labels].map((name) => ({ __typename: 'Label', name })),
        args,
      ),
    reviewRequests: (args: ConnectionArguments) =>
      connection(
        [
          ...[...pull.requestedUsers].map((login) => ({ requestedReviewer: reviewer(login, null) })),
          ...[...pull.requestedTeams].map((slug) => ({ requestedReviewer: reviewer(null, slug) })),
        ],
        args,
      ),
    reviews: (args: ConnectionArguments) =>
      connection(
        pull.reviews.map((review) => ({
          author: actor(world, review.author),
          state: review.state,
          submittedAt: review.submittedAt,
        })),
        args,
      ),
    comments: (args: ConnectionArguments) =>
      connection(
        each.comments.map((comment) => ({
          databaseId: comment.id,
          body: comment.body,
          viewerDidAuthor: comment.author.login === viewer.login,
        })),
        args,
      ),
    timelineItems: (args: ConnectionArguments) =>
      connection(
        pull.removals.map(({ actor: who, login, slug }) => ({
          __typename: 'ReviewRequestRemovedEvent',
          actor: actor(world, who),
          requestedReviewer: reviewer(login, slug),
        })),
        args,
      ),
  };
}
