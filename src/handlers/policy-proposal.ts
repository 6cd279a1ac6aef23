import { z } from 'zod';
import { parsePolicy } from '../config/files.ts';
import type { Parsed } from '../config/parse.ts';
import type { Policy } from '../config/policy.ts';
import { policyEffect } from '../config/policy-effect.ts';
import { CHECK_NAMES, type CheckState, type Plan } from '../domain/action.ts';
import type { Delivery } from '../domain/delivery.ts';
import { sameRepository } from '../domain/repository.ts';
import type { ProjectSnapshot } from '../domain/snapshot.ts';
import type { ExistingCheck } from '../github/read-checks.ts';
import { readPolicyProposal } from '../github/read-policy.ts';
import { brokenPolicyText, policyEffectText } from '../messages/policy-check.ts';
import { defineFeature } from './feature.ts';
import type { Ports } from './ports.ts';
import { checkAction } from './shared/check-action.ts';
import { isWritten } from './shared/judge.ts';
import { readPayload } from './shared/payload.ts';
import { type ActivePolicy, knownProjects, loadPolicy } from './shared/policy.ts';
import { rerequestedPull } from './shared/rerequested-pull.ts';

interface Facts {
  readonly active: ActivePolicy;
  /** The policy of the head, read as data and never used; `null` where the head has none. */
  readonly proposed: Parsed<Policy> | null;
  readonly number: number;
  readonly sha: string;
  readonly existing: ExistingCheck | null;
  readonly anew: boolean;
  readonly snapshots: readonly ProjectSnapshot[];
  readonly today: string;
}

/** Judges a policy before it is merged: what is wrong at which line, or what it would do to the organisation. */
export const policyProposal = defineFeature<Facts>({
  name: 'policy-proposal',
  on: [
    'pull_request.opened',
    'pull_request.synchronize',
    'pull_request.reopened',
    'check_run.rerequested',
    'check_suite.rerequested',
  ],
  gather,
  decide,
});

const target = z.object({ number: z.int(), base: z.object({ ref: z.string() }), head: z.object({ sha: z.string() }) });
const payload = z.object({
  repository: z.object({ default_branch: z.string() }),
  pull_request: target.optional(),
});

async function gather(delivery: Delivery, ports: Ports): Promise<Facts | null> {
  const { repository, installation } = delivery;
  if (!repository || installation === null) return null;
  if (!sameRepository(repository, ports.policyRepository(repository.owner))) return null;
  const read = readPayload(delivery, payload);
  const rerequested = await rerequestedPull(ports, delivery, CHECK_NAMES.policy);
  const asked = rerequested ?? read?.pull_request;
  if (!read || !asked || asked.base.ref !== read.repository.default_branch) return null;
  const proposal = await readPolicyProposal(ports.github(installation), {
    repository,
    number: asked.number,
    headSha: asked.head.sha,
    appId: ports.app.id,
    check: CHECK_NAMES.policy,
  });
  if (!proposal) return null;
  return {
    active: await loadPolicy(ports, repository.owner, installation),
    proposed: proposal.file && parsePolicy(proposal.file.path, proposal.file.text),
    number: asked.number,
    sha: asked.head.sha,
    existing: proposal.check,
    anew: rerequested !== null,
    snapshots: await knownProjects(ports, repository.owner),
    today: ports.now().toISOString().slice(0, 10),
  };
}

function decide({ active, proposed, number, sha, existing, anew, snapshots, today }: Facts): Plan {
  const problems = proposed?.problems ?? [];
  const [before, after] = [active.policy, proposed?.value ?? null];
  const check = (state: CheckState, text: Parameters<typeof checkAction>[0]['text'], outcome: string): Plan => ({
    actions: checkAction({
      repository: active.repository,
      sha,
      name: CHECK_NAMES.policy,
      state,
      text,
      existing,
      anew,
      pull: number,
    }),
    outcome,
  });
  if (problems.length > 0) {
    const text = brokenPolicyText({ problems, proposed: true, lastGood: before !== null });
    return check({ status: 'completed', conclusion: 'failure' }, text, `${problems.length} problems`);
  }
  // Where nothing is written, and nothing would be, the change is nobody's news.
  if (![before, after].some((policy) => policy && isWritten(policy.mode))) {
    return { actions: [], outcome: 'in order; in no mode that writes' };
  }
  const effect = policyEffect({ before, after, snapshots, today });
  const text = policyEffectText(effect, after ? 'proposed' : 'removal');
  return check({ status: 'completed', conclusion: 'success' }, text, `in order; ${effect.rules.length} rules move`);
}
