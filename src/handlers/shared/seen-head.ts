import { z } from 'zod';
import type { Delivery } from '../../domain/delivery.ts';
import type { PullRequest } from '../../domain/pull-request.ts';
import type { Ports } from '../ports.ts';
import { readPayload } from './payload.ts';
import { pullRequestKey } from './pull-request-key.ts';

/** What is remembered of a pull request's newest commit as long as it is open. */
export const HEAD = 'head';

/** A commit, and since when it is known to be the head. */
export interface SeenHead {
  readonly sha: string;
  /** ISO 8601, by our clock: never before it was pushed. */
  readonly since: string;
}

/** An event that tells of the head came after its push; where it is but found, it may have been pushed a moment ago. */
export async function seenHead(ports: Ports, delivery: Delivery, pull: PullRequest): Promise<SeenHead> {
  const { sha } = pull.head;
  const known = await ports.memory.get<SeenHead>(HEAD, pullRequestKey(pull.repository, pull.number));
  if (known?.sha === sha) return known;
  const told = readPayload(delivery, z.object({ pull_request: z.object({ head: z.object({ sha: z.literal(sha) }) }) }));
  return { sha, since: told ? delivery.receivedAt : ports.now().toISOString() };
}

/** GitHub tells when a comment was written to the second. */
const SECOND_MS = 1000;

/** Was that the head when somebody commented? @param comment `at`: by GitHub's clock; `receivedAt`: by ours, when we were told of it; ISO 8601 */
export function wasHead({ since }: SeenHead, comment: { readonly at: string; readonly receivedAt: string }): boolean {
  const seen = Date.parse(since);
  return seen <= Date.parse(comment.receivedAt) && seen < Date.parse(comment.at) + SECOND_MS;
}
