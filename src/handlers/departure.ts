import { z } from 'zod';
import type { Forgetting, Plan } from '../domain/action.ts';
import type { Delivery } from '../domain/delivery.ts';
import { fullName, type RepositoryRef, sameRepository } from '../domain/repository.ts';
import { defineFeature } from './feature.ts';
import type { Ports } from './ports.ts';
import { readPayload } from './shared/payload.ts';
import {
  decidedInOrganization,
  decidedInRepository,
  learntOfOrganization,
  learntOfRepository,
} from './shared/remembered.ts';

interface Facts {
  /** Who or what is gone, for the outcome. */
  readonly gone: readonly string[];
  readonly forget: readonly Forgetting[];
}

/** What the App may no longer see, or what isn't there any more, is forgotten: the portal shows nothing of it. */
export const departure = defineFeature<Facts>({
  name: 'departure',
  on: [
    'installation.deleted',
    'installation.suspend',
    'installation_repositories.removed',
    'repository.deleted',
    'repository.renamed',
    'repository.transferred',
  ],
  async gather(delivery, ports) {
    return delivery.event === 'installation' ? ofOrganization(delivery) : ofRepositories(delivery, ports);
  },
  decide: ({ gone, forget }): Plan => ({ actions: [], outcome: `forgotten: ${gone.join(', ')}`, forget }),
});

const account = z.object({ login: z.string() });
const left = z.object({ installation: z.object({ account }) });

/** One that is suspended may come back, and find the decisions of its people as they were. */
function ofOrganization(delivery: Delivery): Facts | null {
  const login = readPayload(delivery, left)?.installation.account.login;
  if (!login) return null;
  const decided = delivery.action === 'deleted' ? decidedInOrganization(login) : [];
  return { gone: [login], forget: [...learntOfOrganization(login), ...decided] };
}

function ofRepositories(delivery: Delivery, ports: Ports): Facts | null {
  const gone = goneFrom(delivery);
  if (gone.length === 0) return null;
  // Under a new name the decisions are still somebody's.
  const isGone = delivery.event === 'installation_repositories' || delivery.action === 'deleted';
  return {
    gone: gone.map(fullName),
    forget: gone.flatMap((each) => [
      ...learntOfRepository(each),
      ...(isGone ? decidedInRepository(each) : []),
      ...(sameRepository(each, ports.policyRepository(each.owner)) ? [{ kind: 'policy', key: each.owner }] : []),
    ]),
  };
}

const removed = left.extend({ repositories_removed: z.array(z.object({ name: z.string() })) });
const renamed = z.object({ changes: z.object({ repository: z.object({ name: z.object({ from: z.string() }) }) }) });
const moved = z.object({
  changes: z.object({ owner: z.object({ from: z.object({ organization: account, user: account }).partial() }) }),
});

function goneFrom(delivery: Delivery): readonly RepositoryRef[] {
  const { repository } = delivery;
  if (!repository) {
    const payload = readPayload(delivery, removed);
    const owner = payload?.installation.account.login ?? '';
    return payload?.repositories_removed.map(({ name }) => ({ owner, name })) ?? [];
  }
  if (delivery.action === 'deleted') return [repository];
  const name = readPayload(delivery, renamed)?.changes.repository.name.from;
  const from = readPayload(delivery, moved)?.changes.owner.from;
  const owner = (from?.organization ?? from?.user)?.login;
  return name || owner ? [{ owner: owner ?? repository.owner, name: name ?? repository.name }] : [];
}
