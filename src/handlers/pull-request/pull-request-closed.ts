import { z } from 'zod';
import type { Forgetting } from '../../domain/action.ts';
import { defineFeature } from '../feature.ts';
import { CHOSEN } from '../shared/chosen.ts';
import { readPayload } from '../shared/payload.ts';
import { PROMISE, WAITING } from '../shared/promise.ts';
import { pullRequestKey } from '../shared/pull-request-key.ts';
import { HEAD } from '../shared/seen-head.ts';
import { UNASKED } from '../shared/unasked.ts';
import { OVERRIDE } from './pull-request-approvals.ts';

/** What was remembered of a pull request while it was open. */
const OPEN = [CHOSEN, OVERRIDE, HEAD, PROMISE, WAITING];

/** Forgets a pull request once it is closed. Whoever was taken off by command isn't asked either when it is opened again, which a merged one never is. */
export const pullRequestClosed = defineFeature<{ forget: readonly Forgetting[] }>({
  name: 'pull-request-closed',
  on: ['pull_request.closed'],
  async gather(delivery) {
    const pull = readPayload(
      delivery,
      z.object({ pull_request: z.object({ number: z.int(), merged: z.boolean() }) }),
    )?.pull_request;
    if (!pull || !delivery.repository) return null;
    const key = pullRequestKey(delivery.repository, pull.number);
    return { forget: [...OPEN, ...(pull.merged ? [UNASKED] : [])].map((kind) => ({ kind, key })) };
  },
  decide: ({ forget }) => ({ actions: [], outcome: 'forgotten', forget }),
});
