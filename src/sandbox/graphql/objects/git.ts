import type { GitEntry } from '../../git-reader.ts';
import type * as model from '../../model.ts';
import type { World } from '../../world.ts';
import { type ConnectionArguments, connection } from '../connection.ts';
import type { Fields } from './fields.ts';
import { actor } from './people.ts';

/** GitHub gives no more text of a blob than this, in bytes. */
const TEXT_LIMIT = 512_000;

export function ref(world: World, each: model.RepositoryModel, name: string): Fields {
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
export function object(world: World, each: model.RepositoryModel, expression: string): Fields | null {
  const colon = expression.indexOf(':');
  const commit = each.git.resolve(colon < 0 ? expression : expression.slice(0, colon));
  if (!commit) return null;
  if (colon < 0) return commitObject(world, each, commit);
  const path = expression.slice(colon + 1).replace(/\/$/, '');
  if (path === '') return tree(each, each.git.commit(commit).tree, '');
  const entry = each.git.find(commit, path);
  if (!entry) return null;
  return entry.type === 'tree' ? tree(each, entry.oid, `${path}/`) : blob(each, entry);
}

function blob(each: model.RepositoryModel, entry: GitEntry): Fields {
  const content = () => each.git.blob(entry.oid);
  const isBinary = () => content().subarray(0, 8000).includes(0);
  return {
    __typename: 'Blob',
    oid: entry.oid,
    byteSize: () => each.git.size(entry),
    isBinary,
    isTruncated: () => each.git.size(entry) > TEXT_LIMIT,
    text: () => (isBinary() ? null : content().subarray(0, TEXT_LIMIT).toString('utf8')),
  };
}

/** @param prefix where it lies, with a slash at the end */
function tree(each: model.RepositoryModel, oid: string, prefix: string): Fields {
  return {
    __typename: 'Tree',
    oid,
    entries: () =>
      each.git.top(oid).map((entry) => ({
        __typename: 'TreeEntry',
        name: entry.name,
        path: `${prefix}${entry.name}`,
        type: entry.type,
        mode: Number.parseInt(entry.mode, 8),
        size: () => each.git.size(entry),
        oid: entry.oid,
        object: () => {
          if (entry.type === 'blob') return blob(each, entry);
          return entry.type === 'tree' ? tree(each, entry.oid, `${prefix}${entry.name}/`) : null;
        },
      })),
  };
}

/** Commits made here are signed with the login. */
function userNamed(world: World, name: string): Fields | null {
  const person = world.people.get(name.toLowerCase());
  return person ? actor(world, person) : null;
}

export function commitObject(world: World, each: model.RepositoryModel, oid: string): Fields {
  const commit = () => each.git.commit(oid);
  return {
    __typename: 'Commit',
    oid,
    message: () => commit().message,
    committedDate: () => commit().author.date,
    author: () => ({ __typename: 'GitActor', name: commit().author.name }),
    parents: (args: ConnectionArguments) =>
      connection(
        commit().parents.map((parent) => ({ __typename: 'Commit', oid: parent })),
        args,
      ),
    tree: () => ({ __typename: 'Tree', oid: commit().tree }),
    history: ({ path, first, since }: { path?: string; first?: number; since?: string }) => ({
      totalCount: () => each.git.countSince(oid, new Date(since ?? 0)),
      nodes: () =>
        each.git.authorsOf(oid, path ?? '.', first ?? 100).map((name) => ({
          author: { user: () => userNamed(world, name) },
        })),
    }),
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
    annotations: (args: ConnectionArguments) =>
      connection(
        each.annotations.map(() => ({ __typename: 'CheckAnnotation' })),
        args,
      ),
  };
}
