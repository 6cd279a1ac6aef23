import type { Refusal } from '../../domain/refusal.ts';
import { fullName, type RepositoryRef } from '../../domain/repository.ts';

/** GitHub refused a write to the registry for good. @param message what it said */
export function unwritable(registry: RepositoryRef, message: string): Refusal {
  return {
    rule: 'registry',
    summary: `The App may not write to the package registry ${fullName(registry)}.`,
    expected: 'That the App may push to its default branch.',
    found: message,
    fix: `Ask an admin to let the App bypass the branch protection of ${fullName(registry)}, or have registry.mode set to pull-request in the policy.`,
  };
}

/** Whoever looks after the registry closed what was proposed. @param pull its address */
export function proposalClosed(registry: RepositoryRef, pull: string): Refusal {
  return {
    rule: 'registry',
    summary: `The pull request that marks it in ${fullName(registry)} was closed without being merged.`,
    expected: 'That it is merged.',
    found: pull,
    fix: `Ask in ${pull} why.`,
  };
}
