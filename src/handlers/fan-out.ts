import { z } from 'zod';
import type { Plan } from '../domain/action.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { RepositoryRef } from '../domain/repository.ts';
import { defineFeature } from './feature.ts';
import { checkDelivery } from './shared/follow-up.ts';
import { readPayload } from './shared/payload.ts';
import { loadPolicy } from './shared/policy.ts';

interface Facts {
  readonly delivery: Delivery;
  readonly repositories: readonly RepositoryRef[];
}

const repository = z.object({ name: z.string(), full_name: z.string() });
const payload = z.object({
  installation: z.object({ account: z.object({ login: z.string() }) }),
  repositories: z.array(repository).optional(),
  repositories_added: z.array(repository).optional(),
});

/** Installing the App, or giving it more repositories, checks each of them in its own turn. */
export const fanOut = defineFeature<Facts>({
  name: 'fan-out',
  on: ['installation.created', 'installation.unsuspend', 'installation_repositories.added'],
  async gather(delivery, ports) {
    const found = readPayload(delivery, payload);
    if (!found || delivery.installation === null) return null;
    const owner = found.installation.account.login;
    const { policy } = await loadPolicy(ports, owner, delivery.installation);
    if (!policy) return null;
    const named = found.repositories_added ?? found.repositories ?? [];
    return { delivery, repositories: named.map(({ name }) => ({ owner, name })) };
  },
  decide: ({ delivery, repositories }): Plan => ({
    actions: [],
    outcome: `${repositories.length} repositories to check`,
    next: repositories.map((each) => checkDelivery(delivery, each)),
  }),
});
