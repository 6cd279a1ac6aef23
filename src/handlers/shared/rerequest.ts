import { z } from 'zod';
import type { CheckName } from '../../domain/action.ts';
import type { Delivery } from '../../domain/delivery.ts';
import { readPayload } from './payload.ts';

/** Somebody pressed "Re-run": GitHub shows the check as queued until it is written once more, be the answer the same. */
export interface Rerequest {
  readonly sha: string;
  /** It is the head of the default branch, or was: not that of a pull request, be it a fork's. */
  readonly onDefaultBranch: boolean;
  /** Alone, rather than with all other checks of the commit. */
  readonly byName: boolean;
  /** Open from this repository's branches; GitHub doesn't list those of forks. */
  readonly pulls: readonly RerequestedPull[];
  /** The check run's, where it alone is asked for. */
  readonly externalId: string | null;
}

export type RerequestedPull = z.infer<typeof target>;

const target = z.object({ number: z.int(), base: z.object({ ref: z.string() }), head: z.object({ sha: z.string() }) });
const branch = z.object({ head_branch: z.string().nullish() });
const commit = z.object({ head_sha: z.string(), pull_requests: z.array(target) });
const payload = z.object({
  repository: z.object({ default_branch: z.string() }),
  check_run: commit.extend({ name: z.string(), external_id: z.string().nullish(), check_suite: branch }).optional(),
  check_suite: commit.extend(branch.shape).optional(),
});

/** What a re-request of this check asks for; `null` where the event is none, or is about another check. */
export function rerequestOf(delivery: Delivery, name: CheckName): Rerequest | null {
  if (delivery.action !== 'rerequested') return null;
  const read = readPayload(delivery, payload);
  const asked = read?.check_run ?? read?.check_suite;
  const suite = read?.check_run?.check_suite ?? read?.check_suite;
  if (!asked || (read?.check_run && read.check_run.name !== name)) return null;
  return {
    sha: asked.head_sha,
    onDefaultBranch: asked.pull_requests.length === 0 && suite?.head_branch === read?.repository.default_branch,
    byName: read?.check_run !== undefined,
    pulls: asked.pull_requests,
    externalId: read?.check_run?.external_id ?? null,
  };
}
