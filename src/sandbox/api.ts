import { setTimeout as wait } from 'node:timers/promises';
import type { Caller } from './access.ts';
import type { Fault } from './faults.ts';
import { executeGraphql, type GraphqlRequest, readGraphql } from './graphql/execute.ts';
import { limitReply, secondaryLimitReply } from './limit-reply.ts';
import { quotaOf, type Visit } from './limits.ts';
import { Refused } from './refused.ts';
import { ROUTES } from './rest/index.ts';
import { createRouter, type Match, type Reply } from './rest/router.ts';
import { type Exchange, parseJson, quotaHeaders, sendReply } from './send.ts';
import type { ServerParts } from './server.ts';

const findRoute = createRouter(ROUTES);
const REST = '/api/v3';
/** GitHub gives up a request after so long. */
const TIMEOUT_MS = 10_000;

/** A request as far as it can be told before any work. */
interface Asked {
  readonly caller: Caller | null;
  readonly visit: Visit;
  readonly match: Match | null;
  readonly graphql: GraphqlRequest | null;
  /** Why it can't be done: wrong credentials, a body that is no JSON. */
  readonly refused: Refused | null;
}

/** Answers REST and GraphQL, with the limits and faults that stand in the way. */
export async function answerApi(parts: ServerParts, exchange: Exchange): Promise<void> {
  const { faults, limits, requests } = parts;
  const { incoming, url, body } = exchange;
  const method = incoming.method ?? 'GET';
  const asked = read(parts, exchange);
  const { visit } = asked;
  const hit = limits.enter(visit);
  try {
    const fault = faults.take({ method, path: url.pathname, body: body.toString('utf8') });
    if (faults.latencyMs > 0) await wait(faults.latencyMs);
    const reply = hit
      ? limitReply(hit, visit.kind, asked.caller ?? parts.access.anonymous, parts.world.installation.id)
      : ((await instead(fault)) ?? afterwards(fault, await work(parts, exchange, asked)));
    const quota = quotaHeaders(limits.state(visit), visit.kind);
    const status = reply === 'reset' ? 0 : sendReply(exchange, reply, quota);
    if (reply === 'reset') incoming.socket.destroy();
    if (status === 304) limits.refund(visit);
    requests.add({
      method,
      path: url.pathname,
      status,
      actor: asked.caller?.actor.login ?? null,
      kind: visit.kind,
      write: visit.write,
      notifying: visit.notifying && status < 400,
      limit: hit?.limit ?? null,
      fault: fault?.kind ?? null,
    });
  } finally {
    limits.leave(visit);
  }
}

function read(parts: ServerParts, { incoming, url, body }: Exchange): Asked {
  const method = incoming.method ?? 'GET';
  const isGraphql = url.pathname === '/api/graphql';
  const match = isGraphql ? null : findRoute(method === 'HEAD' ? 'GET' : method, url.pathname.slice(REST.length));
  let caller: Caller | null = null;
  let graphql: GraphqlRequest | null = null;
  let refused: Refused | null = null;
  try {
    caller = parts.access.caller(incoming.headers.authorization);
    if (isGraphql) graphql = readGraphql(parseJson(body));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    refused = error;
  }
  const visit: Visit = {
    who: caller?.actor.login ?? '',
    kind: isGraphql ? 'graphql' : 'rest',
    write: isGraphql ? (graphql?.write ?? false) : method !== 'GET' && method !== 'HEAD',
    notifying: match?.route.notifying ?? false,
    quota: quotaOf(caller?.kind ?? 'anonymous', parts.world.repositories.size, parts.world.people.size),
  };
  return { caller, visit, match, graphql, refused };
}

/** What a fault answers in place of the work. */
async function instead(fault: Fault | null): Promise<Reply | 'reset' | null> {
  switch (fault?.kind) {
    case 'reset':
      return 'reset';
    case 'status':
      return gatewayReply(fault.status);
    case 'timeout':
      await wait(fault.milliseconds ?? TIMEOUT_MS);
      return gatewayReply(504);
    case 'secondary-limit':
      return secondaryLimitReply(fault.retryAfter);
    case 'delay':
      await wait(fault.milliseconds);
      return null;
    default:
      return null;
  }
}

/** What a fault makes of the answer once the work is done. */
function afterwards(fault: Fault | null, reply: Reply): Reply | 'reset' {
  if (fault?.kind !== 'lost-answer') return reply;
  return fault.status === undefined ? 'reset' : gatewayReply(fault.status);
}

function gatewayReply(status: number): Reply {
  return { status, json: { message: 'Server Error' } };
}

async function work(parts: ServerParts, exchange: Exchange, asked: Asked): Promise<Reply> {
  const { caller, match, graphql, refused } = asked;
  try {
    if (refused) throw refused;
    if (!caller) throw new Refused(401, 'Requires authentication');
    if (graphql) return await executeGraphql(parts.world, caller, graphql);
    if (!match) throw new Refused(404, 'Not Found');
    const { incoming, url, body } = exchange;
    return match.route.handle({
      ...parts,
      caller,
      method: incoming.method ?? 'GET',
      path: url.pathname.slice(REST.length),
      params: match.params,
      query: url.searchParams,
      body: isJson(incoming.headers['content-type']) ? parseJson(body) : {},
      raw: body,
      headers: incoming.headers as Record<string, string | undefined>,
    });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return error.reply();
  }
}

/** `curl -d` and clients that name no type send JSON too. */
function isJson(type = 'application/json'): boolean {
  return /json|text\/plain|x-www-form-urlencoded/.test(type);
}
