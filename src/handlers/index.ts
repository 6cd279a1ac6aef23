import { command } from './command.ts';
import { departure } from './departure.ts';
import { fanOut } from './fan-out.ts';
import type { Feature } from './feature.ts';
import { firstResponse } from './first-response/first-response.ts';
import { firstResponseReminder } from './first-response/first-response-reminder.ts';
import { mergeGroup } from './merge-group.ts';
import { people } from './people.ts';
import { policy } from './policy.ts';
import { policyProposal } from './policy-proposal.ts';
import { project } from './project.ts';
import { pullRequest } from './pull-request/pull-request.ts';
import { pullRequestClosed } from './pull-request/pull-request-closed.ts';
import { registryFollows } from './registry/registry-follows.ts';
import { registryMerge } from './registry/registry-merge.ts';
import { registryPull } from './registry/registry-pull.ts';
import { registryRenamed } from './registry/registry-renamed.ts';
import { registryWorkflow } from './registry/registry-workflow.ts';
import { release } from './registry/release.ts';
import { releaseDispatch } from './registry/release-dispatch.ts';
import { releaseUnproposed } from './registry/release-unproposed.ts';
import { releaseWithdrawn } from './registry/release-withdrawn.ts';
import { thanks } from './thanks.ts';

/** Everything Innkeeper does about an event, in the order in which it is done. */
export const FEATURES: readonly Feature[] = [
  departure,
  policy,
  policyProposal,
  people,
  fanOut,
  project,
  pullRequest,
  thanks,
  firstResponse,
  // After all that need to know what it forgets.
  pullRequestClosed,
  firstResponseReminder,
  mergeGroup,
  release,
  releaseWithdrawn,
  releaseUnproposed,
  releaseDispatch,
  registryFollows,
  registryMerge,
  registryPull,
  registryRenamed,
  registryWorkflow,
  command,
];
