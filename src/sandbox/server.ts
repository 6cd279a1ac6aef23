import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Access, Caller } from './access.ts';
import type { Fault, Faults } from './faults.ts';
import { gitPath, serveGit } from './git-http.ts';
import { executeGraphql } from './graphql/execute.ts';
import type { Hooks } from './hooks.ts';
import { renderPage } from './pages/index.ts';
import type { RequestLog } from './request-log.ts';
import { ROUTES } from './rest/index.ts';
import { createRouter, type Reply } from './rest/router.ts';
import { Refused, type World } from './world.ts';

export interface ServerParts {
  readonly world: World;
  readonly access: Access;
  readonly hooks: Hooks;
  readonly faults: Faults;
  readonly requests: RequestLog;
  readonly latencyMs: number;
}

const findRoute = createRouter(ROUTES);
const REST = '/api/v3';

export function createGitHubServer(parts: ServerParts): Server {
  return createServer((incoming, outgoing) => {
    respond(parts, incoming, outgoing).catch((error: unknown) => {
      if (!outgoing.headersSent) outgoing.writeHead(500, { 'content-type': 'application/json' });
      outgoing.end(JSON.stringify({ message: error instanceof Error ? error.message : String(error) }));
    });
  });
}

async function respond(parts: ServerParts, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const url = new URL(incoming.url ?? '/', parts.world.options.url());
  const body = await bodyOf(incoming);
  const request = { method: incoming.method ?? 'GET', path: url.pathname };
  const isApi = url.pathname.startsWith('/api/');
  const fault = isApi ? parts.faults.take(request) : null;
  if (isApi && parts.latencyMs > 0) await wait(parts.latencyMs);
  if (fault && (await happens(fault, incoming, outgoing))) return;
  if (gitPath(url.pathname)) return serveGit(parts.world, parts.access, { incoming, outgoing, url, body });
  if (!isApi) return servePage(parts.world, url.pathname, outgoing);
  const reply = await replyTo(parts, { incoming, url, body });
  if (fault?.kind === 'lost-answer') {
    incoming.socket.destroy();
    return;
  }
  send(parts.world, { incoming, outgoing, url }, reply);
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** `true` where the fault has answered in place of the work. */
async function happens(fault: Fault, incoming: IncomingMessage, outgoing: ServerResponse): Promise<boolean> {
  if (fault.kind === 'delay') await wait(fault.milliseconds);
  if (fault.kind === 'reset') incoming.socket.destroy();
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  if (fault.kind === 'status')
    outgoing.writeHead(fault.status, headers).end(JSON.stringify({ message: 'Server Error' }));
  if (fault.kind === 'secondary-limit') {
    outgoing.writeHead(403, { ...headers, 'retry-after': String(fault.retryAfter) }).end(
      JSON.stringify({
        message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
      }),
    );
  }
  return fault.kind === 'reset' || fault.kind === 'status' || fault.kind === 'secondary-limit';
}

interface Asked {
  readonly incoming: IncomingMessage;
  readonly url: URL;
  readonly body: Buffer;
}

async function replyTo(parts: ServerParts, asked: Asked): Promise<Reply> {
  const { incoming, url } = asked;
  const method = incoming.method ?? 'GET';
  const log = (caller: Caller | null, kind: 'rest' | 'graphql', status: number, write: boolean, notifying: boolean) =>
    parts.requests.add({
      method,
      path: url.pathname,
      status,
      actor: caller?.actor.login ?? null,
      kind,
      write,
      notifying,
    });
  let caller: Caller | null = null;
  try {
    caller = parts.access.caller(incoming.headers.authorization);
    if (url.pathname === '/api/graphql') {
      const { reply, write } = await executeGraphql(parts.world, caller, JSON.parse(asked.body.toString('utf8')));
      log(caller, 'graphql', 200, write, false);
      return reply;
    }
    const match = findRoute(method, url.pathname.slice(REST.length));
    if (!match) throw new Refused(404, 'Not Found');
    const reply = match.route.handle({
      ...parts,
      caller,
      params: match.params,
      query: url.searchParams,
      body: jsonOf(asked),
      raw: asked.body,
      headers: incoming.headers as Record<string, string | undefined>,
    });
    log(caller, 'rest', reply.status ?? 200, method !== 'GET', match.route.notifying);
    return reply;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    log(caller, 'rest', error.status, method !== 'GET', false);
    const { status, message, errors } = error;
    return {
      status,
      json: {
        message,
        ...(errors ? { errors } : {}),
        documentation_url: 'https://docs.github.com/rest',
        status: String(status),
      },
    };
  }
}

function jsonOf({ incoming, body }: Asked): Record<string, unknown> {
  const type = incoming.headers['content-type'] ?? '';
  if (
    body.length === 0 ||
    (type && !type.includes('json') && !type.includes('text/plain') && !type.includes('x-www-form'))
  )
    return {};
  try {
    return JSON.parse(body.toString('utf8')) as Record<string, unknown>;
  } catch {
    throw new Refused(400, 'Problems parsing JSON');
  }
}

const PAGE = 30;

function send(
  world: World,
  { incoming, outgoing, url }: { incoming: IncomingMessage; outgoing: ServerResponse; url: URL },
  reply: Reply,
): void {
  const headers: Record<string, string> = {
    'x-github-request-id': randomUUID(),
    'x-ratelimit-limit': '5000',
    'x-ratelimit-remaining': '4999',
    'x-ratelimit-reset': String(Math.floor(world.options.now().getTime() / 1000) + 3600),
    ...reply.headers,
  };
  if (reply.bytes) {
    outgoing.writeHead(reply.status ?? 200, { ...headers, 'content-type': reply.bytes.type }).end(reply.bytes.content);
    return;
  }
  const paged = reply.page ? pageOf(reply.page, url, headers) : reply.json;
  if (paged === undefined) {
    outgoing.writeHead(reply.status ?? 204, headers).end();
    return;
  }
  const text = JSON.stringify(paged);
  const etag = `"${createHash('sha256').update(text).digest('hex')}"`;
  if (incoming.method === 'GET' && incoming.headers['if-none-match'] === etag) {
    outgoing.writeHead(304, { ...headers, etag }).end();
    return;
  }
  outgoing
    .writeHead(reply.status ?? 200, { ...headers, etag, 'content-type': 'application/json; charset=utf-8' })
    .end(text);
}

function pageOf(all: readonly unknown[], url: URL, headers: Record<string, string>): readonly unknown[] {
  const size = Math.min(100, Math.max(1, Number(url.searchParams.get('per_page')) || PAGE));
  const page = Math.max(1, Number(url.searchParams.get('page')) || 1);
  const pages = Math.ceil(all.length / size);
  const link = (to: number, rel: string) => {
    const next = new URL(url);
    next.searchParams.set('page', String(to));
    return `<${next}>; rel="${rel}"`;
  };
  const links = [
    ...(page < pages ? [link(page + 1, 'next'), link(pages, 'last')] : []),
    ...(page > 1 ? [link(page - 1, 'prev'), link(1, 'first')] : []),
  ];
  if (links.length > 0) headers.link = links.join(', ');
  return all.slice((page - 1) * size, page * size);
}

function servePage(world: World, path: string, outgoing: ServerResponse): void {
  const page = renderPage(world, path);
  outgoing.writeHead(page.status, { 'content-type': 'text/html; charset=utf-8' }).end(page.html);
}
