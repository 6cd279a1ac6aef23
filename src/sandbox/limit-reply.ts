import { randomUUID } from 'node:crypto';
import type { Caller } from './access.ts';
import type { LimitHit } from './limits.ts';
import type { Reply } from './rest/router.ts';

const DOCUMENTATION = 'https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api';
const BLOCKED = 'You have exceeded a secondary rate limit';

/** What GitHub says to a request over a limit. Statuses differ as on GitHub, which uses 403 and 429 for both kinds. */
export function limitReply(hit: LimitHit, kind: 'rest' | 'graphql', caller: Caller, installation: number): Reply {
  if (hit.limit === 'quota') return quotaReply(kind, caller, installation);
  if (hit.limit !== 'content') return secondaryLimitReply(hit.retryAfter, 429);
  const words = `${BLOCKED} and have been temporarily blocked from content creation. Please retry your request again later.`;
  return refusal(403, words, { 'retry-after': String(hit.retryAfter) });
}

/** @param retryAfter seconds */
export function secondaryLimitReply(retryAfter: number, status: 403 | 429 = 403): Reply {
  const words = `${BLOCKED}. Please wait a few minutes before you try again. If you reach out to GitHub Support for help, please include the request ID ${randomUUID()}.`;
  return refusal(status, words, { 'retry-after': String(retryAfter) });
}

function quotaReply(kind: 'rest' | 'graphql', { kind: who, actor }: Caller, installation: number): Reply {
  const whose = who === 'installation' ? `installation ID ${installation}` : `user ID ${actor.id}`;
  const message = `API rate limit exceeded for ${whose}.`;
  // GraphQL answers 200 here, and says it in the body.
  if (kind === 'graphql') return { json: { errors: [{ type: 'RATE_LIMITED', message }] } };
  return refusal(403, message);
}

function refusal(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers, json: { message, documentation_url: DOCUMENTATION, status: String(status) } };
}
