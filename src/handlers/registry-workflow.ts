import { z } from 'zod';
import type { Plan } from '../domain/action.ts';
import type { Delivery } from '../domain/delivery.ts';
import { fullName, type RepositoryRef } from '../domain/repository.ts';
import { type RegistryWorkflows, readRegistryWorkflows } from '../github/read-registry-workflow.ts';
import type { MessageSettings } from '../messages/footer.ts';
import { WORKFLOW_MARKER } from '../messages/markers.ts';
import { WORKFLOW_ISSUE_TITLE, workflowIssue } from '../messages/registry-workflow.ts';
import { defineFeature } from './feature.ts';
import type { Ports } from './ports.ts';
import { isWritten } from './shared/judge.ts';
import { readPayload } from './shared/payload.ts';
import { type ActivePolicy, loadPolicy } from './shared/policy.ts';

interface Facts {
  readonly registry: RepositoryRef;
  readonly image: string;
  readonly settings: MessageSettings;
  readonly reading: RegistryWorkflows;
}

/**
 * Offers the registry a workflow by which it checks itself: once, by an issue with the file, ready to be proposed. See
 * docs/decisions/0005-workflows-by-hand.md
 */
export const registryWorkflow = defineFeature<Facts>({
  name: 'registry-workflow',
  on: ['innkeeper.registry-workflow'],
  gather,
  decide,
});

const payload = z.object({ organization: z.string() });

/** To offer it, where the policy names an image: its id is the registry's, so that it is looked into once. */
export function workflowDelivery(
  cause: Pick<Delivery, 'installation' | 'receivedAt'>,
  {
    policy,
    registry,
    organization,
  }: {
    policy: NonNullable<ActivePolicy['policy']>;
    registry: RepositoryRef;
    organization: string;
  },
): readonly Delivery[] {
  if (!policy.registry['verify-image']) return [];
  return [
    {
      id: `registry-workflow:${fullName(registry).toLowerCase()}`,
      event: 'innkeeper',
      action: 'registry-workflow',
      installation: cause.installation,
      repository: registry,
      payload: { organization },
      receivedAt: cause.receivedAt,
    },
  ];
}

async function gather(delivery: Delivery, ports: Ports): Promise<Facts | null> {
  const { repository: registry, installation } = delivery;
  const organization = readPayload(delivery, payload)?.organization;
  if (!registry || installation === null || !organization) return null;
  const { policy } = await loadPolicy(ports, organization, installation);
  const image = policy?.registry['verify-image'];
  if (!policy || !isWritten(policy.mode) || !image) return null;
  const reading = await readRegistryWorkflows(ports.github(installation), registry, WORKFLOW_MARKER);
  return reading && { registry, image, settings: policy.messages, reading };
}

/** As anybody would write it, in whatever way they obtain Innkeeper. */
const VERIFIES = /registry\s+verify\b/;

function decide({ registry: repository, image, settings, reading }: Facts): Plan {
  const { url, branch, hasIssues, workflows, issue } = reading;
  if (issue) return { actions: [], outcome: `offered before: #${issue.number}` };
  if (workflows.some((text) => text === null || VERIFIES.test(text))) {
    return { actions: [], outcome: 'the registry checks itself already' };
  }
  if (!hasIssues) return { actions: [], outcome: 'the registry takes no issues' };
  const body = workflowIssue({ url, branch, image, settings });
  const title = WORKFLOW_ISSUE_TITLE;
  return {
    actions: [{ kind: 'issue', repository, marker: WORKFLOW_MARKER, title, body, state: 'open' }],
    outcome: `offered ${fullName(repository)} a workflow`,
  };
}
