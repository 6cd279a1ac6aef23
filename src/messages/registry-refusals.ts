import type { Refusal } from '../domain/refusal.ts';

/** A tag that is no version, where somebody asks for it to be registered. @param summary what is wrong with it */
export function notAVersion(summary: string): Refusal {
  return { rule: 'version-format', summary, fix: 'Name a tag that is a version, such as v1.2.3.' };
}

/** A prerelease, where the policy registers none. */
export function prereleaseRefused(summary: string): Refusal {
  const fix = 'Publish the version itself, or have registry.prereleases switched on in the policy.';
  return { rule: 'version-format', summary, fix };
}

/** @param registry `owner/name` */
export function registryMissing(registry: string): Refusal {
  return {
    rule: 'registry',
    summary: `There is no package registry ${registry}.`,
    expected: `A repository ${registry} with at least one commit, which the App may read and write.`,
    found: 'None that the App can see.',
    fix: `Ask an admin to create ${registry} with a README, to give the App access to it, or to name another one under registry: in the policy.`,
  };
}

/** GitHub refused a write to the registry for good. @param registry `owner/name` @param message what it said */
export function registryUnwritable(registry: string, message: string): Refusal {
  return {
    rule: 'registry',
    summary: `The App may not write to the package registry ${registry}.`,
    expected: 'That the App may push to its default branch.',
    found: message,
    fix: `Ask an admin to let the App bypass the branch protection of ${registry}, or have registry.mode set to pull-request in the policy.`,
  };
}

/** Whoever looks after the registry closed what was proposed. @param registry `owner/name` @param pull its address */
export function proposalClosed(registry: string, pull: string): Refusal {
  return {
    rule: 'registry',
    summary: `The pull request that marks it in ${registry} was closed without being merged.`,
    expected: 'That it is merged.',
    found: pull,
    fix: `Ask in ${pull} why.`,
  };
}
