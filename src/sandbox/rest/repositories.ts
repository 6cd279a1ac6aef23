import type { RepositoryModel } from '../model.ts';
import * as payloads from '../payloads/index.ts';
import { Refused } from '../refused.ts';
import type { World } from '../world.ts';
import { type Call, needed, onRepository, type Route, text, texts } from './router.ts';

export const REPOSITORY_ROUTES: readonly Route[] = [
  onRepository('GET /repos/{owner}/{repo}', 'read', ({ world }, repository) => ({
    json: payloads.repository(world, repository),
  })),
  onRepository('PATCH /repos/{owner}/{repo}', 'admin', ({ world, body, caller }, repository) => {
    const visibility =
      body.visibility === 'public' || body.visibility === 'private' || body.visibility === 'internal'
        ? { visibility: body.visibility as RepositoryModel['visibility'] }
        : {};
    world.updateRepository(
      repository,
      {
        ...(typeof body.name === 'string' ? { name: body.name } : {}),
        ...(typeof body.description === 'string' ? { description: body.description } : {}),
        ...(typeof body.archived === 'boolean' ? { archived: body.archived } : {}),
        ...(typeof body.has_issues === 'boolean' ? { hasIssues: body.has_issues } : {}),
        ...visibility,
      },
      caller.actor,
    );
    return { json: payloads.repository(world, repository) };
  }),
  onRepository('GET /repos/{owner}/{repo}/topics', 'read', (_, repository) => ({ json: { names: repository.topics } })),
  onRepository('PUT /repos/{owner}/{repo}/topics', 'admin', ({ world, body, caller }, repository) => {
    world.updateRepository(repository, { topics: texts(body.names) }, caller.actor);
    return { json: { names: repository.topics } };
  }),
  onRepository('GET /repos/{owner}/{repo}/contents/{path}', 'read', contents),
  onRepository('GET /repos/{owner}/{repo}/contents', 'read', contents),
  onRepository('PUT /repos/{owner}/{repo}/contents/{path}', 'write', (call, repository) => {
    const { world, params, body, caller } = call;
    const branch = text(body.branch) ?? repository.git.head;
    const path = params.path ?? '';
    const head = repository.git.resolve(`refs/heads/${branch}`);
    const existing = head ? repository.git.find(head, path) : null;
    if (existing && existing.oid !== body.sha) {
      throw body.sha === undefined
        ? new Refused(422, `Invalid request.\n\n"sha" wasn't supplied.`)
        : new Refused(409, `${path} does not match ${String(body.sha)}`);
    }
    const changes = new Map([[path, Buffer.from(needed(body.content, 'content'), 'base64')]]);
    const commit = world.commit(
      repository,
      { branch, changes, message: needed(body.message, 'message') },
      caller.actor,
    );
    return {
      status: existing ? 200 : 201,
      json: { content: fileJson(world, repository, commit, path), commit: commitJson(world, repository, commit) },
    };
  }),
  onRepository(
    'DELETE /repos/{owner}/{repo}/contents/{path}',
    'write',
    ({ world, params, body, caller, query }, repository) => {
      const branch = text(body.branch) ?? query.get('branch') ?? repository.git.head;
      const changes = new Map([[params.path ?? '', null]]);
      const commit = world.commit(
        repository,
        { branch, changes, message: text(body.message) ?? query.get('message') ?? 'Delete' },
        caller.actor,
      );
      return { json: { content: null, commit: commitJson(world, repository, commit) } };
    },
  ),
  onRepository('GET /repos/{owner}/{repo}/branches', 'read', (_, repository) => ({
    page: [...repository.git.refs()].flatMap(([ref, sha]) =>
      ref.startsWith('refs/heads/')
        ? [{ name: ref.slice(11), commit: { sha, url: '' }, protected: repository.protected }]
        : [],
    ),
  })),
  onRepository('GET /repos/{owner}/{repo}/tags', 'read', (_, repository) => ({
    page: [...repository.git.refs().keys()].flatMap((ref) =>
      ref.startsWith('refs/tags/')
        ? [{ name: ref.slice(10), commit: { sha: repository.git.resolve(ref), url: '' } }]
        : [],
    ),
  })),
  onRepository('GET /repos/{owner}/{repo}/commits', 'read', ({ world, query }, repository) => {
    const start = repository.git.resolve(query.get('sha') ?? 'HEAD');
    if (!start) throw new Refused(409, 'Git Repository is empty.');
    const oids = repository.git.text(['rev-list', '--max-count=500', start]).split('\n').filter(Boolean);
    return { page: oids.map((oid) => commitJson(world, repository, oid)) };
  }),
  onRepository('GET /repos/{owner}/{repo}/commits/{sha}', 'read', ({ world, params }, repository) => ({
    json: commitJson(world, repository, commitOf(repository, params.sha)),
  })),
  onRepository('GET /repos/{owner}/{repo}/git/ref/{ref}', 'read', ({ params }, repository) =>
    refReply(repository, `refs/${params.ref}`),
  ),
  onRepository('POST /repos/{owner}/{repo}/git/refs', 'write', ({ world, body, caller }, repository) => {
    const ref = needed(body.ref, 'ref');
    if (repository.git.refs().has(ref)) throw new Refused(422, 'Reference already exists');
    const sha = repository.git.resolve(needed(body.sha, 'sha'));
    if (!sha) throw new Refused(422, 'Object does not exist');
    world.moveRef(repository, ref, sha, null, caller.actor);
    return { ...refReply(repository, ref), status: 201 };
  }),
  onRepository('PATCH /repos/{owner}/{repo}/git/refs/{ref}', 'write', ({ world, params, body, caller }, repository) => {
    const ref = `refs/${params.ref}`;
    const from = repository.git.refs().get(ref);
    const to = repository.git.resolve(needed(body.sha, 'sha'));
    if (!from || !to) throw new Refused(422, 'Reference does not exist');
    if (body.force !== true && !repository.git.isAncestor(from, to))
      throw new Refused(422, 'Update is not a fast forward');
    world.assertMayPush(repository, ref, caller.actor);
    world.moveRef(repository, ref, to, from, caller.actor);
    return refReply(repository, ref);
  }),
  onRepository('DELETE /repos/{owner}/{repo}/git/refs/{ref}', 'write', ({ world, params, caller }, repository) => {
    const ref = `refs/${params.ref}`;
    const from = repository.git.refs().get(ref);
    if (!from) throw new Refused(422, 'Reference does not exist');
    world.moveRef(repository, ref, null, from, caller.actor);
    return { status: 204 };
  }),
  onRepository('GET /repos/{owner}/{repo}/git/trees/{sha}', 'read', ({ params, query }, repository) => {
    const commit = commitOf(repository, params.sha);
    const { tree } = repository.git.commit(commit);
    const all = repository.git.entries(tree).filter(({ path }) => query.get('recursive') || !path.includes('/'));
    return {
      json: {
        sha: tree,
        truncated: false,
        tree: all.map(({ path, mode, type, oid, size }) => ({
          path,
          mode,
          type,
          sha: oid,
          ...(type === 'blob' ? { size } : {}),
        })),
      },
    };
  }),
  onRepository('POST /repos/{owner}/{repo}/dispatches', 'write', () => ({ status: 204 })),
];

function refReply(repository: RepositoryModel, ref: string): { json: unknown } {
  const sha = repository.git.refs().get(ref);
  if (!sha) throw new Refused(404, 'Not Found');
  return {
    json: { ref, node_id: Buffer.from(ref).toString('base64url'), url: '', object: { sha, type: 'commit', url: '' } },
  };
}

function commitOf(repository: RepositoryModel, revision = 'HEAD'): string {
  const found = repository.git.resolve(revision);
  if (!found) throw new Refused(404, 'Not Found');
  return found;
}

function commitJson(world: World, repository: RepositoryModel, oid: string): Record<string, unknown> {
  const { tree, parents, message, author } = repository.git.commit(oid);
  return {
    sha: oid,
    url: payloads.api(world, `/repos/${world.fullName(repository)}/commits/${oid}`),
    html_url: `${world.options.url()}/${world.fullName(repository)}/commit/${oid}`,
    commit: { message, tree: { sha: tree }, author, committer: author },
    parents: parents.map((sha) => ({ sha })),
  };
}

function contents({ world, params, query, headers }: Call, repository: RepositoryModel): ReturnType<Route['handle']> {
  const commit = commitOf(repository, query.get('ref') ?? 'HEAD');
  const path = (params.path ?? '').replace(/\/$/, '');
  const entry = path === '' ? null : repository.git.find(commit, path);
  if (path !== '' && !entry) throw new Refused(404, 'Not Found');
  if (entry?.type === 'blob') {
    if (headers.accept?.includes('raw'))
      return { bytes: { content: repository.git.blob(entry.oid), type: 'text/plain; charset=utf-8' } };
    return { json: fileJson(world, repository, commit, path) };
  }
  const prefix = path === '' ? '' : `${path}/`;
  const children = repository.git
    .entries(repository.git.commit(commit).tree)
    .filter((each) => each.path.startsWith(prefix) && !each.path.slice(prefix.length).includes('/'));
  return { json: children.map((each) => entryJson(world, repository, each)) };
}

function fileJson(world: World, repository: RepositoryModel, commit: string, path: string): Record<string, unknown> {
  const entry = repository.git.find(commit, path);
  if (!entry) throw new Refused(404, 'Not Found');
  return {
    ...entryJson(world, repository, entry),
    encoding: 'base64',
    content: repository.git.blob(entry.oid).toString('base64'),
  };
}

function entryJson(
  world: World,
  repository: RepositoryModel,
  entry: { path: string; name: string; type: string; oid: string; size: number },
): Record<string, unknown> {
  const base = `${world.options.url()}/${world.fullName(repository)}`;
  const type = entry.type === 'tree' ? 'dir' : 'file';
  return {
    type,
    name: entry.name,
    path: entry.path,
    sha: entry.oid,
    size: entry.size,
    url: payloads.api(world, `/repos/${world.fullName(repository)}/contents/${entry.path}`),
    html_url: `${base}/blob/${repository.git.head}/${entry.path}`,
    git_url: null,
    download_url: null,
  };
}
