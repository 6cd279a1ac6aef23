import type { Plan } from '../domain/action.ts';
import { fullName } from '../domain/repository.ts';
import { defineFeature } from './feature.ts';
import { peopleChanged } from './shared/people.ts';

/** Teams, members and access have changed: what is known of owners is looked up anew. */
export const people = defineFeature<{ organization: string }>({
  name: 'people',
  on: [
    'team.created',
    'team.added_to_repository',
    'team.removed_from_repository',
    'team.edited',
    'team.deleted',
    'membership.added',
    'membership.removed',
    'organization.member_added',
    'organization.member_removed',
    'member.added',
    'member.edited',
    'member.removed',
    'repository.renamed',
    'repository.transferred',
  ],
  async gather(delivery, ports) {
    const account = delivery.payload.organization as { login?: string } | undefined;
    const organization = account?.login ?? delivery.repository?.owner;
    if (!organization) return null;
    await peopleChanged(ports, delivery.repository ? fullName(delivery.repository) : organization);
    return { organization };
  },
  decide: ({ organization }): Plan => ({ actions: [], outcome: `owners of ${organization} are looked up anew` }),
});
