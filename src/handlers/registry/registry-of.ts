import type { Policy } from '../../config/policy.ts';
import { parseFullName, type RepositoryRef } from '../../domain/repository.ts';

/** Where an organisation's packages are registered: where its policy says, or in its repository `registry`. */
export function registryOf(policy: Policy, organization: string): RepositoryRef {
  return parseFullName(policy.registry.repository ?? '') ?? { owner: organization, name: 'registry' };
}
