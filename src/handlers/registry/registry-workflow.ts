import { z } from 'zod';
import type { Policy } from '../../config/policy.ts';
import type { Action, Plan } from '../../domain/action.ts';
import type { Delivery } from '../../domain/delivery.ts';
import { fullName, type RepositoryRef } from '../../domain/repository.ts';
import { type RegistryWorkflows, readRegistryWorkflows } from '../../github/read-registry-workflow.ts';
import type { MessageSettings } from '../../messages/footer.ts';
import { WORKFLOW_MARKER } from '../../messages/markers.ts';
import {
  verifyWorkflow,
  WORKFLOW_PATH,
  WORKFLOW_TITLE,
  workflowIssue,
  workflowProposal,
} from '../../messages/registry-workflow.ts';
import { defineFeature } from '../feature.ts';
import type { Ports } from '../ports.ts';
import { type Cause, ownDelivery } from '../shared/follow-up.ts';
import { isWritten } from '../shared/judge.ts';
import { readPayload } from '../shared/payload.ts';
import { loadPolicy } from '../shared/policy.ts';

interface Facts {
  readonly registry: RepositoryRef;
  readonly image: string;
  readonly settings: MessageSettings;
  readonly reading: RegistryWorkflows;
  readonly writesWorkflows: boolean;
}

/**
 * Offers the registry a workflow by which it checks itself, once: by pull request, or where the App may not write workflows, by an issue with the
 * file, ready to be proposed. See docs/decisions/0005-workflows-by-hand.md
 */
export const registryWorkflow = defineFeature<Facts>({
  name: 'registry-workflow',
  on: ['innkeeper.registry-workflow'],
  gather,
  decide: (facts) => decide(facts, facts.writesWorkflows ? proposed : shown),
  // The organisation hasn't granted yet what the App asks for.
  refused: (facts) => decide(facts, shown),
});

const payload = z.object({ organization: z.string() });

/** To offer it, where the policy names an image: its id is the registry's, so that it is looked into once. */
export function workflowDelivery(
  cause: Cause,
  { policy, registry, organization }: { policy: Policy; registry: RepositoryRef; organization: string },
): readonly Delivery[] {
  if (!policy.registry['verify-image']) return [];
  const id = `registry-workflow:${fullName(registry).toLowerCase()}`;
  return [ownDelivery(cause, { id, action: 'registry-workflow', repository: registry, payload: { organization } })];
}

async function gather(delivery: Delivery, ports: Ports): Promise<Facts | null> {
  const { repository: registry, installation } = delivery;
  const organization = readPayload(delivery, payload)?.organization;
  if (!registry || installation === null || !organization) return null;
  const { policy } = await loadPolicy(ports, organization, installation);
  const image = policy?.registry['verify-image'];
  if (!policy || !isWritten(policy.mode) || !image) return null;
  const reading = await readRegistryWorkflows(ports.github(installation), registry, {
    marker: WORKFLOW_MARKER,
    branch: BRANCH,
  });
  const { writesWorkflows } = ports.app;
  return reading && { registry, image, settings: policy.messages, reading, writesWorkflows };
}

/** As anybody would write it, in whatever way they obtain Innkeeper. */
const VERIFIES = /registry\s+verify\b/;

const BRANCH = 'innkeeper/verify-registry';

function decide(facts: Facts, offered: (facts: Facts) => readonly Action[]): Plan {
  const { registry, reading } = facts;
  const { workflows, issue, wasProposed } = reading;
  if (issue || wasProposed) return { actions: [], outcome: 'offered before' };
  if (workflows.some((text) => text === null || VERIFIES.test(text))) {
    return { actions: [], outcome: 'the registry checks itself already' };
  }
  const actions = offered(facts);
  const outcome = actions.length > 0 ? `offered ${fullName(registry)} a workflow` : 'the registry takes no issues';
  return { actions, outcome };
}

function proposed({ registry: repository, image, settings, reading }: Facts): readonly Action[] {
  const { branch: base, head } = reading;
  const changes = [{ path: WORKFLOW_PATH, content: verifyWorkflow({ image, branch: base }) }];
  const body = workflowProposal({ branch: base, settings });
  const title = WORKFLOW_TITLE;
  return [{ kind: 'pull-request', repository, base, head, branch: BRANCH, title, body, message: title, changes }];
}

function shown({ registry: repository, image, settings, reading }: Facts): readonly Action[] {
  const { url, branch, hasIssues } = reading;
  if (!hasIssues) return [];
  const body = workflowIssue({ url, branch, image, settings });
  return [{ kind: 'issue', repository, marker: WORKFLOW_MARKER, title: WORKFLOW_TITLE, body, state: 'open' }];
}
