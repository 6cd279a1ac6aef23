import type { Refusal } from '../../domain/refusal.ts';
import { fullName, type RepositoryRef } from '../../domain/repository.ts';

/** GitHub refused a write to the registry for good. @param message what it said */
export function unwritable(registry: RepositoryRef, message: string): Refusal {
  return {
    rule: 'registry',
    summary: `The App may not write to the package registry ${fullName(registry)}.`,
    expected: 'That the App may push to its default branch.',
    found: message,
    fix: `Ask an admin to let the App bypass the branch protection of ${fullName(registry)}.`,
  };
}
