import { spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { atLeast } from '../domain/person.ts';
import type { Access, Caller } from './access.ts';
import { PROTECTED_REF } from './git.ts';
import type { RepositoryModel } from './model.ts';
import { Refused } from './refused.ts';
import type { World } from './world.ts';

/** `/<owner>/<repo>.git/…`, as `git clone` and `git push` ask for it; null for any other path. */
export function gitPath(path: string): { owner: string; name: string; rest: string } | null {
  const found = /^\/([^/]+)\/([^/]+?)\.git(\/(?:info\/refs|git-(?:upload|receive)-pack|HEAD|objects\/.+))$/.exec(path);
  return found?.[1] && found[2] && found[3] ? { owner: found[1], name: found[2], rest: found[3] } : null;
}

/** Serves smart HTTP through git's own backend; a push sends the same events as one on GitHub. */
export async function serveGit(
  world: World,
  access: Access,
  request: { incoming: IncomingMessage; outgoing: ServerResponse; url: URL; body: Buffer },
): Promise<void> {
  const { incoming, outgoing, url, body } = request;
  const target = gitPath(url.pathname);
  if (!target) throw new Refused(404, 'Not Found');
  const repository = world.repository(target.owner, target.name);
  const writes = url.pathname.endsWith('git-receive-pack') || url.searchParams.get('service') === 'git-receive-pack';
  const caller = access.caller(incoming.headers.authorization);
  if (!mayServe(world, caller, repository, writes)) {
    outgoing.writeHead(401, { 'www-authenticate': 'Basic realm="sandbox"' }).end('Authentication is needed.');
    return;
  }
  const head = `refs/heads/${repository.git.head}`;
  const refused = world.mayPush(repository, head, caller.actor) ? '' : head;
  const before = new Map(repository.git.refs());
  const answer = await backend(repository, target.rest, { url, body, incoming, user: caller.actor.login, refused });
  outgoing.writeHead(answer.status, answer.headers).end(answer.body);
  if (!url.pathname.endsWith('git-receive-pack')) return;
  repository.git.forget();
  const after = repository.git.refs();
  for (const ref of new Set([...before.keys(), ...after.keys()])) {
    const from = before.get(ref) ?? null;
    const to = after.get(ref) ?? null;
    if (from !== to) world.pushed(repository, ref, from, to, caller.actor);
  }
}

function mayServe(world: World, caller: Caller, repository: RepositoryModel, writes: boolean): boolean {
  if (caller.kind === 'installation') return true;
  if (caller.kind === 'anonymous') return repository.visibility === 'public' && !writes;
  return (
    atLeast(world.permission(caller.actor, repository), writes ? 'write' : 'read') && !(writes && repository.archived)
  );
}

interface BackendAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

function backend(
  repository: RepositoryModel,
  path: string,
  input: { url: URL; body: Buffer; incoming: IncomingMessage; user: string; refused: string },
): Promise<BackendAnswer> {
  const { url, body, incoming, user, refused } = input;
  return new Promise((resolve, reject) => {
    const child = spawn('git', ['http-backend'], {
      env: {
        PATH: process.env.PATH,
        GIT_PROJECT_ROOT: repository.git.directory,
        GIT_HTTP_EXPORT_ALL: '1',
        PATH_INFO: path,
        QUERY_STRING: url.search.slice(1),
        REQUEST_METHOD: incoming.method ?? 'GET',
        CONTENT_TYPE: incoming.headers['content-type'] ?? '',
        CONTENT_LENGTH: String(body.length),
        HTTP_CONTENT_ENCODING: String(incoming.headers['content-encoding'] ?? ''),
        GIT_PROTOCOL: String(incoming.headers['git-protocol'] ?? ''),
        REMOTE_USER: user,
        [PROTECTED_REF]: refused,
      },
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', () => resolve(parseCgi(Buffer.concat(chunks))));
    child.stdin.end(body);
  });
}

function parseCgi(output: Buffer): BackendAnswer {
  const end = output.indexOf('\r\n\r\n');
  const lines = output.subarray(0, end).toString('utf8').split('\r\n');
  const headers: Record<string, string> = {};
  let status = 200;
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon);
    const value = line.slice(colon + 1).trim();
    if (name.toLowerCase() === 'status') status = Number.parseInt(value, 10);
    else headers[name] = value;
  }
  return { status, headers, body: output.subarray(end + 4) };
}
