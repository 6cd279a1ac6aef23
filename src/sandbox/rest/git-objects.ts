import type { GitEntry } from '../git-reader.ts';
import type { RepositoryModel } from '../model.ts';
import * as payloads from '../payloads/index.ts';
import { Refused } from '../refused.ts';
import type { World } from '../world.ts';
import { type Call, needed, onRepository, type Route, text, texts } from './router.ts';

const GIT = '/repos/{owner}/{repo}/git';

/** Git's own objects. What is written here is seen only once a ref names it. */
export const GIT_OBJECT_ROUTES: readonly Route[] = [
  onRepository(`GET ${GIT}/blobs/{file_sha}`, 'read', ({ world, params }, repository) => {
    const sha = objectOf(repository, params.file_sha, 'blob');
    const content = repository.git.blob(sha);
    return {
      json: {
        sha,
        node_id: payloads.nodeId('Blob', sha),
        url: payloads.gitUrl(world, repository, 'blobs', sha),
        size: content.length,
        encoding: 'base64',
        content: content.toString('base64'),
      },
    };
  }),
  onRepository(`POST ${GIT}/blobs`, 'write', ({ world, body }, repository) => {
    const encoding = body.encoding === 'base64' ? 'base64' : 'utf8';
    const sha = repository.git.writeBlob(Buffer.from(needed(body.content, 'content'), encoding));
    return { status: 201, json: { sha, url: payloads.gitUrl(world, repository, 'blobs', sha) } };
  }),
  onRepository(`GET ${GIT}/trees/{tree_sha}`, 'read', ({ world, params, query }, repository) => {
    const commit = repository.git.resolve(params.tree_sha ?? '');
    const sha = commit ? repository.git.commit(commit).tree : objectOf(repository, params.tree_sha, 'tree');
    return { json: treeJson(world, repository, sha, query.has('recursive')) };
  }),
  onRepository(`POST ${GIT}/trees`, 'write', ({ world, body, caller }, repository) => {
    const entries = (Array.isArray(body.tree) ? body.tree : []) as TreeInput[];
    world.assertMayWrite(
      entries.map(({ path }) => path),
      caller.actor,
    );
    const base = text(body.base_tree);
    const baseTree = base ? objectOf(repository, base, 'tree') : null;
    const sha = repository.git.writeTree(
      baseTree,
      entries.map((entry) => ({ path: entry.path, mode: entry.mode, oid: oidOf(repository, entry) })),
    );
    return { status: 201, json: treeJson(world, repository, sha, false) };
  }),
  onRepository(`GET ${GIT}/commits/{commit_sha}`, 'read', ({ world, params }, repository) => ({
    json: payloads.gitCommit(world, repository, objectOf(repository, params.commit_sha, 'commit')),
  })),
  onRepository(`POST ${GIT}/commits`, 'write', (call, repository) => {
    const { world, body } = call;
    const tree = objectOf(repository, needed(body.tree, 'tree'), 'tree', 422);
    const parents = texts(body.parents).map((sha) => objectOf(repository, sha, 'commit', 422));
    const commit = repository.git.commitTree(tree, parents, needed(body.message, 'message'), signatureOf(call));
    return { status: 201, json: payloads.gitCommit(world, repository, commit) };
  }),
];

interface TreeInput {
  readonly path: string;
  readonly mode: string;
  /** `null` deletes the entry. */
  readonly sha?: string | null;
  readonly content?: string;
}

function oidOf(repository: RepositoryModel, { sha, content }: TreeInput): string | null {
  if (content !== undefined) return repository.git.writeBlob(Buffer.from(content));
  if (sha === null) return null;
  if (!sha || !repository.git.typeOf(sha)) throw new Refused(422, `tree.sha ${sha} is not a valid object`);
  return sha;
}

function objectOf(repository: RepositoryModel, sha = '', type: string, missing: 404 | 422 = 404): string {
  if (repository.git.typeOf(sha) === type) return sha;
  throw new Refused(missing, missing === 404 ? 'Not Found' : `${sha} is no ${type}`);
}

function signatureOf({ world, body, caller }: Call) {
  const own = world.signature(caller.actor);
  const given = (body.author ?? {}) as { name?: unknown; email?: unknown; date?: unknown };
  const date = text(given.date);
  return {
    name: text(given.name) ?? own.name,
    email: text(given.email) ?? own.email,
    date: date ? new Date(date) : own.date,
  };
}

/** GitHub lists no more of a tree with its folders. Source: docs.github.com, Get a tree. */
const LISTED = { entries: 100_000, bytes: 7 * 1024 * 1024 };

function treeJson(world: World, repository: RepositoryModel, sha: string, recursive: boolean): Record<string, unknown> {
  const entries = recursive ? repository.git.entries(sha) : repository.git.top(sha);
  const tree: object[] = [];
  let bytes = 0;
  for (const entry of entries) {
    const listed = entryJson(world, repository, entry);
    bytes += JSON.stringify(listed).length;
    if (recursive && (tree.length === LISTED.entries || bytes > LISTED.bytes)) break;
    tree.push(listed);
  }
  const url = payloads.gitUrl(world, repository, 'trees', sha);
  return { sha, url, tree, truncated: tree.length < entries.length };
}

function entryJson(world: World, repository: RepositoryModel, entry: GitEntry): object {
  const { path, mode, type, oid } = entry;
  return {
    path,
    mode,
    type,
    sha: oid,
    ...(type === 'blob' ? { size: repository.git.size(entry) } : {}),
    ...(type === 'commit' ? {} : { url: payloads.gitUrl(world, repository, `${type}s`, oid) }),
  };
}
