import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { QuotaState } from './limits.ts';
import { Refused } from './refused.ts';
import type { Reply } from './rest/router.ts';

/** One HTTP request with the means to answer it. */
export interface Exchange {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly url: URL;
  readonly body: Buffer;
}

const JSON_TYPE = 'application/json; charset=utf-8';
/** GitHub's page where the caller names no size. */
const PAGE = 30;

export function sendJson(outgoing: ServerResponse, status: number, value: unknown): void {
  outgoing.writeHead(status, { 'content-type': JSON_TYPE }).end(JSON.stringify(value));
}

/** @throws Refused 400 where the body is no JSON; an empty one is `{}` */
export function parseJson(body: Buffer): Record<string, unknown> {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString('utf8')) as Record<string, unknown>;
  } catch {
    throw new Refused(400, 'Problems parsing JSON');
  }
}

/** Answers as GitHub does: paged, with an ETag, 304 where the caller has it already. @returns the status sent */
export function sendReply({ incoming, outgoing, url }: Exchange, reply: Reply, quota: Record<string, string>): number {
  const headers: Record<string, string> = {
    'x-github-request-id': randomUUID(),
    'x-github-media-type': 'github.v3; format=json',
    ...quota,
    ...reply.headers,
  };
  const answer = (status: number, content?: string | Buffer): number => {
    outgoing.writeHead(status, headers).end(content);
    return status;
  };
  if (reply.bytes) {
    headers['content-type'] = reply.bytes.type;
    return answer(reply.status ?? 200, reply.bytes.content);
  }
  const value = reply.page ? paged(reply, reply.page, url, headers) : reply.json;
  if (value === undefined) return answer(reply.status ?? 204);
  const text = JSON.stringify(value);
  headers.etag = `W/"${createHash('sha256').update(text).digest('hex')}"`;
  if (incoming.method === 'GET' && sameTag(incoming.headers['if-none-match'], headers.etag)) return answer(304);
  headers['content-type'] = JSON_TYPE;
  return answer(reply.status ?? 200, text);
}

export function quotaHeaders(state: QuotaState, kind: 'rest' | 'graphql'): Record<string, string> {
  return {
    'x-ratelimit-limit': String(state.limit),
    'x-ratelimit-remaining': String(state.remaining),
    'x-ratelimit-used': String(state.used),
    'x-ratelimit-reset': String(state.reset),
    'x-ratelimit-resource': kind === 'rest' ? 'core' : 'graphql',
  };
}

/** Weak comparison: `W/` makes no difference. */
function sameTag(given: string | undefined, etag: string): boolean {
  const bare = (tag: string) => tag.trim().replace(/^W\//, '');
  return given?.split(',').some((tag) => bare(tag) === bare(etag)) ?? false;
}

function paged(
  { pageName, pageFields }: Reply,
  all: readonly unknown[],
  url: URL,
  headers: Record<string, string>,
): unknown {
  const slice = pageOf(all, url, headers);
  return pageName ? { total_count: all.length, ...pageFields, [pageName]: slice } : slice;
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
    ...(page > 1 ? [link(page - 1, 'prev')] : []),
    ...(page < pages ? [link(page + 1, 'next'), link(pages, 'last')] : []),
    ...(page > 1 ? [link(1, 'first')] : []),
  ];
  if (links.length > 0) headers.link = links.join(', ');
  return all.slice((page - 1) * size, page * size);
}
