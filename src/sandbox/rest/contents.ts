import type { GitEntry } from '../git-reader.ts';
import type { RepositoryModel } from '../model.ts';
import * as payloads from '../payloads/index.ts';
import { Refused } from '../refused.ts';
import type { World } from '../world.ts';
import { commitOf } from './commits.ts';
import { type Call, needed, onRepository, type Reply, type Route, text } from './router.ts';

const CONTENTS = '/repos/{owner}/{repo}/contents/{path}';
const README = /^readme(?:\.\w+)?$/i;

export const CONTENT_ROUTES: readonly Route[] = [
  onRepository(`GET ${CONTENTS}`, 'read', (call, repository) => read(call, repository, call.params.path ?? '')),
  onRepository('GET /repos/{owner}/{repo}/readme', 'read', (call, repository) => {
    const commit = commitOf(repository, call.query.get('ref') ?? 'HEAD');
    const found = repository.git.top(repository.git.commit(commit).tree).find(({ path }) => README.test(path));
    if (!found) throw new Refused(404, 'Not Found');
    return read(call, repository, found.path);
  }),
  onRepository(`PUT ${CONTENTS}`, 'write', (call, repository) => {
    const content = Buffer.from(needed(call.body.content, 'content'), 'base64');
    const { commit, existed } = write(call, repository, content);
    const { world, params } = call;
    return {
      status: existed ? 200 : 201,
      json: {
        content: fileJson(world, repository, commit, params.path ?? '', false),
        commit: payloads.gitCommit(world, repository, commit),
      },
    };
  }),
  onRepository(`DELETE ${CONTENTS}`, 'write', (call, repository) => {
    const { commit } = write(call, repository, null);
    return { json: { content: null, commit: payloads.gitCommit(call.world, repository, commit) } };
  }),
];

function read({ world, query, headers }: Call, repository: RepositoryModel, given: string): Reply {
  const commit = commitOf(repository, query.get('ref') ?? 'HEAD');
  const path = given.replace(/\/$/, '');
  const entry = path === '' ? null : repository.git.find(commit, path);
  if (path !== '' && !entry) throw new Refused(404, 'Not Found');
  if (entry?.type === 'blob') {
    if (headers.accept?.includes('raw'))
      return { bytes: { content: repository.git.blob(entry.oid), type: 'application/vnd.github.raw; charset=utf-8' } };
    return { json: fileJson(world, repository, commit, path, true) };
  }
  const prefix = path === '' ? '' : `${path}/`;
  const children = repository.git.top(entry?.oid ?? repository.git.commit(commit).tree);
  return { json: children.map((each) => entryJson(world, repository, { ...each, path: `${prefix}${each.name}` })) };
}

/** @param content `null` deletes. @throws Refused 422 and 409 where the blob that is replaced isn't named, or is another */
function write(
  { world, params, body, query, caller }: Call,
  repository: RepositoryModel,
  content: Buffer | null,
): { commit: string; existed: boolean } {
  const field = (name: string) => text(body[name]) ?? query.get(name) ?? undefined;
  const path = params.path ?? '';
  const branch = field('branch') ?? repository.git.head;
  const head = repository.git.resolve(`refs/heads/${branch}`);
  if (!head && repository.git.resolve('HEAD')) throw new Refused(404, `Branch ${branch} not found`);
  const existing = head ? repository.git.find(head, path) : null;
  if (content === null && !existing) throw new Refused(404, 'Not Found');
  const sha = field('sha');
  if (existing && sha === undefined) throw new Refused(422, 'Invalid request.\n\n"sha" wasn\'t supplied.');
  if (existing && existing.oid !== sha) throw new Refused(409, `${path} does not match ${sha}`);
  const message = needed(field('message'), 'message');
  const commit = world.commit(repository, { branch, changes: new Map([[path, content]]), message }, caller.actor);
  return { commit, existed: existing !== null };
}

function fileJson(
  world: World,
  repository: RepositoryModel,
  commit: string,
  path: string,
  withContent: boolean,
): Record<string, unknown> {
  const entry = repository.git.find(commit, path);
  if (!entry) throw new Refused(404, 'Not Found');
  const content = withContent
    ? { encoding: 'base64', content: repository.git.blob(entry.oid).toString('base64').replace(/.{60}/g, '$&\n') }
    : {};
  return { ...entryJson(world, repository, entry), ...content };
}

function entryJson(world: World, repository: RepositoryModel, entry: GitEntry): Record<string, unknown> {
  const type = entry.type === 'tree' ? 'dir' : entry.type === 'commit' ? 'submodule' : 'file';
  const encoded = entry.path.split('/').map(encodeURIComponent).join('/');
  const fullName = world.fullName(repository);
  const url = payloads.api(world, `/repos/${fullName}/contents/${encoded}?ref=${repository.git.head}`);
  const html = payloads.page(
    world,
    `/${fullName}/${type === 'dir' ? 'tree' : 'blob'}/${repository.git.head}/${encoded}`,
  );
  const git = payloads.gitUrl(world, repository, type === 'dir' ? 'trees' : 'blobs', entry.oid);
  return {
    type,
    name: entry.name,
    path: entry.path,
    sha: entry.oid,
    size: repository.git.size(entry),
    url,
    html_url: html,
    git_url: git,
    download_url: type === 'file' ? payloads.page(world, `/${fullName}/raw/${repository.git.head}/${encoded}`) : null,
    _links: { self: url, git, html },
  };
}
