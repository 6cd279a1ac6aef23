import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Access } from './access.ts';
import { answerApi } from './api.ts';
import { answerControl, isControl } from './control.ts';
import { isDownload, sendDownload } from './download.ts';
import type { Faults } from './faults.ts';
import { gitPath, serveGit } from './git-http.ts';
import type { Hooks } from './hooks.ts';
import type { Limits } from './limits.ts';
import { answerOauth, isOauth } from './oauth.ts';
import { renderPage } from './pages/index.ts';
import { Refused } from './refused.ts';
import type { RequestLog } from './request-log.ts';
import { sendJson } from './send.ts';
import type { World } from './world.ts';

export interface ServerParts {
  readonly world: World;
  readonly access: Access;
  readonly hooks: Hooks;
  readonly faults: Faults;
  readonly limits: Limits;
  readonly requests: RequestLog;
}

export function createGitHubServer(parts: ServerParts): Server {
  return createServer((incoming, outgoing) => {
    respond(parts, incoming, outgoing).catch((error: unknown) => {
      if (outgoing.headersSent) return outgoing.end();
      const status = error instanceof Refused ? error.status : 500;
      return sendJson(outgoing, status, { message: error instanceof Error ? error.message : String(error) });
    });
  });
}

async function respond(parts: ServerParts, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const url = new URL(incoming.url ?? '/', parts.world.options.url());
  const body = await bodyOf(incoming);
  if (url.pathname.startsWith('/api/')) return answerApi(parts, { incoming, outgoing, url, body });
  if (isControl(url.pathname)) return answerControl(parts, { incoming, outgoing, url, body });
  if (gitPath(url.pathname)) return serveGit(parts.world, parts.access, { incoming, outgoing, url, body });
  if (isOauth(url.pathname)) return answerOauth(parts, { incoming, outgoing, url, body });
  if (isDownload(url.pathname)) return sendDownload(parts, { incoming, outgoing, url, body });
  const page = renderPage(parts.world, url.pathname);
  outgoing.writeHead(page.status, { 'content-type': 'text/html; charset=utf-8' }).end(page.html);
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
