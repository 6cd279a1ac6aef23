import { z } from 'zod';
import type { Policy } from '../config/policy.ts';
import { policyEffect } from '../config/policy-effect.ts';
import { type Action, CHECK_NAMES, type Plan } from '../domain/action.ts';
import type { Delivery } from '../domain/delivery.ts';
import { sameRepository } from '../domain/repository.ts';
import type { ProjectSnapshot } from '../domain/snapshot.ts';
import { POLICY_PATHS } from '../github/read-policy.ts';
import { brokenPolicyText, policyEffectText } from '../messages/policy-check.ts';
import { defineFeature } from './feature.ts';
import type { Ports } from './ports.ts';
import { checkAction } from './shared/check-action.ts';
import { checkDelivery } from './shared/follow-up.ts';
import { isWritten } from './shared/judge.ts';
import { readPayload } from './shared/payload.ts';
import { type ActivePolicy, knownProjects, reloadPolicy } from './shared/policy.ts';
import { rerequestOf } from './shared/rerequest.ts';

interface Facts {
  readonly delivery: Delivery;
  readonly active: ActivePolicy & { readonly before: Policy | null };
  readonly sha: string;
  readonly snapshots: readonly ProjectSnapshot[];
  readonly today: string;
}

const push = z.object({
  ref: z.string(),
  after: z.string(),
  deleted: z.boolean(),
  repository: z.object({ default_branch: z.string() }),
  commits: z.array(
    z.object({ added: z.array(z.string()), modified: z.array(z.string()), removed: z.array(z.string()) }).partial(),
  ),
});

/** Takes a changed policy into force, says at its lines what is wrong with it, and checks every known repository again. */
export const policy = defineFeature<Facts>({
  name: 'policy',
  on: ['push', 'check_run.rerequested', 'check_suite.rerequested'],
  gather,
  decide,
});

async function gather(delivery: Delivery, ports: Ports): Promise<Facts | null> {
  const { repository, installation } = delivery;
  if (!repository || installation === null) return null;
  if (!sameRepository(repository, ports.policyRepository(repository.owner))) return null;
  const sha = pushedPolicy(delivery) ?? askedAgain(delivery);
  if (!sha) return null;
  const active = await reloadPolicy(ports, repository.owner, installation);
  const snapshots = await knownProjects(ports, repository.owner);
  return { delivery, active, sha, snapshots, today: ports.now().toISOString().slice(0, 10) };
}

/** The commit that brought another policy; `null` where the event is none such. */
function pushedPolicy(delivery: Delivery): string | null {
  const payload = readPayload(delivery, push);
  if (!payload || payload.deleted || payload.ref !== `refs/heads/${payload.repository.default_branch}`) return null;
  return touchesPolicy(payload.commits) ? payload.after : null;
}

/** The commit of which somebody asks to hear it again; that of a pull request is the proposal's. */
function askedAgain(delivery: Delivery): string | null {
  const asked = rerequestOf(delivery, CHECK_NAMES.policy);
  return asked?.onDefaultBranch ? asked.sha : null;
}

function touchesPolicy(commits: z.infer<typeof push>['commits']): boolean {
  const paths: readonly string[] = POLICY_PATHS;
  const touched = commits.flatMap(({ added = [], modified = [], removed = [] }) => [...added, ...modified, ...removed]);
  return commits.length === 0 || commits.length >= 20 || touched.some((path) => paths.includes(path));
}

function decide({ delivery, active, sha, snapshots, today }: Facts): Plan {
  const inOrder = active.problems.length === 0;
  const follows = inOrder && delivery.event === 'push' ? snapshots : [];
  const conclusion = inOrder ? 'success' : 'failure';
  // In `report` nothing is written to GitHub; a broken policy must all the same be told to whoever broke it.
  const told = !inOrder || (active.policy !== null && isWritten(active.policy.mode));
  const actions: Action[] = told
    ? checkAction({
        repository: active.repository,
        sha,
        name: CHECK_NAMES.policy,
        state: { status: 'completed', conclusion },
        text: inOrder
          ? policyEffectText(
              policyEffect({ before: active.before, after: active.policy, snapshots, today }),
              'in-force',
            )
          : brokenPolicyText({ problems: active.problems, proposed: false, lastGood: active.policy !== null }),
        existing: null,
      })
    : [];
  return {
    actions,
    outcome: inOrder
      ? `policy in force; ${follows.length} repositories to check`
      : `${active.problems.length} problems`,
    next: follows.map(({ repository: { owner, name } }) => checkDelivery(delivery, { owner, name })),
  };
}
