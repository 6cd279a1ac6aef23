import { z } from 'zod';
import { CHECK_NAMES } from '../domain/action.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { RepositoryRef } from '../domain/repository.ts';
import { mergeGroupText } from '../messages/merge-group.ts';
import { defineFeature } from './feature.ts';
import type { Ports } from './ports.ts';
import { checkAction } from './shared/check-action.ts';
import { isWritten } from './shared/judge.ts';
import { readPayload } from './shared/payload.ts';
import { loadPolicy } from './shared/policy.ts';

interface Facts {
  readonly repository: RepositoryRef;
  readonly sha: string;
}

/** A merge queue waits for the check on its own commits: each pull request in it was judged before it was let in. */
export const mergeGroup = defineFeature<Facts>({
  name: 'merge-group',
  on: ['merge_group.checks_requested'],
  async gather(delivery: Delivery, ports: Ports) {
    const payload = readPayload(delivery, z.object({ merge_group: z.object({ head_sha: z.string() }) }));
    const { repository, installation } = delivery;
    if (!payload || !repository || installation === null) return null;
    const { policy } = await loadPolicy(ports, repository.owner, installation);
    return policy && isWritten(policy.mode) ? { repository, sha: payload.merge_group.head_sha } : null;
  },
  decide: ({ repository, sha }) => ({
    actions: checkAction({
      repository,
      sha,
      name: CHECK_NAMES.pullRequest,
      state: { status: 'completed', conclusion: 'success' },
      text: { ...mergeGroupText(), annotations: [] },
      existing: null,
    }),
    outcome: 'merge queue answered',
  }),
});
