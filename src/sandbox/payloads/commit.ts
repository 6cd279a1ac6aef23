import type { GitCommit } from '../git-reader.ts';
import type * as model from '../model.ts';
import type { World } from '../world.ts';
import { api, type Json, nodeId, page } from './links.ts';
import { user } from './people.ts';

const UNSIGNED = { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null };

/** A commit as the repository shows it: with the people behind it. */
export function commit(world: World, repo: model.RepositoryModel, oid: string): Json {
  const found = repo.git.commit(oid);
  const url = api(world, `/repos/${world.fullName(repo)}/commits/${oid}`);
  const who = world.people.get(found.author.name.toLowerCase());
  const author = who ? user(world, who) : null;
  return {
    sha: oid,
    node_id: nodeId('Commit', oid),
    url,
    html_url: page(world, `/${world.fullName(repo)}/commit/${oid}`),
    comments_url: `${url}/comments`,
    commit: {
      message: found.message,
      tree: treeLink(world, repo, found),
      url: gitUrl(world, repo, 'commits', oid),
      author: found.author,
      committer: found.author,
      comment_count: 0,
      verification: UNSIGNED,
    },
    author,
    committer: author,
    parents: parentLinks(world, repo, found),
  };
}

/** A commit as Git's own data. */
export function gitCommit(world: World, repo: model.RepositoryModel, oid: string): Json {
  const found = repo.git.commit(oid);
  return {
    sha: oid,
    node_id: nodeId('Commit', oid),
    url: gitUrl(world, repo, 'commits', oid),
    html_url: page(world, `/${world.fullName(repo)}/commit/${oid}`),
    message: found.message,
    tree: treeLink(world, repo, found),
    author: found.author,
    committer: found.author,
    parents: parentLinks(world, repo, found),
    verification: UNSIGNED,
  };
}

/** A commit as webhooks show one beside other things. */
export function simpleCommit(repo: model.RepositoryModel, oid: string): Json {
  const { tree, message, author } = repo.git.commit(oid);
  const who = { name: author.name, email: author.email };
  return { id: oid, tree_id: tree, message, timestamp: author.date, author: who, committer: who };
}

export function gitUrl(world: World, repo: model.RepositoryModel, kind: string, oid: string): string {
  return api(world, `/repos/${world.fullName(repo)}/git/${kind}/${oid}`);
}

function treeLink(world: World, repo: model.RepositoryModel, { tree }: GitCommit): Json {
  return { sha: tree, url: gitUrl(world, repo, 'trees', tree) };
}

function parentLinks(world: World, repo: model.RepositoryModel, { parents }: GitCommit): Json[] {
  return parents.map((sha) => ({
    sha,
    url: api(world, `/repos/${world.fullName(repo)}/commits/${sha}`),
    html_url: page(world, `/${world.fullName(repo)}/commit/${sha}`),
  }));
}

/** One file of a comparison or a pull request. */
export function diffEntry(
  world: World,
  repo: model.RepositoryModel,
  head: string,
  change: ReturnType<model.RepositoryModel['git']['changes']>[number],
): Json {
  const { path, previous, status, additions, deletions } = change;
  const base = `/${world.fullName(repo)}`;
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  return {
    sha: repo.git.find(head, path)?.oid ?? null,
    filename: path,
    status,
    additions,
    deletions,
    changes: additions + deletions,
    blob_url: page(world, `${base}/blob/${head}/${encoded}`),
    raw_url: page(world, `${base}/raw/${head}/${encoded}`),
    contents_url: api(world, `/repos${base}/contents/${encoded}?ref=${head}`),
    ...(previous ? { previous_filename: previous } : {}),
  };
}
