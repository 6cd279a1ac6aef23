import type { Problem } from '../domain/problem.ts';
import type { Project } from '../domain/project.ts';
import { fullName, parseFullName, type RepositoryRef, sameRepository } from '../domain/repository.ts';
import { type EffectiveInput, holds } from './effective.ts';
import type { Policy } from './policy.ts';
import { parseYaml } from './yaml.ts';

/** The registry of a policy: where it says, or the organisation's repository `registry`. */
export function registryOf(policy: Policy, organization: string): RepositoryRef {
  return parseFullName(policy.registry.repository ?? '') ?? { owner: organization, name: 'registry' };
}

/** The policy as it is for each registry of the organisation, the general one first: for each, as if it were the only one. */
export function policiesOfRegistries(policy: Policy): readonly Policy[] {
  return [policy, ...policy.registry.others.map((own) => withRegistry(policy, own))];
}

/** The registries whose changes go by pull request, each with the policy as it is for it. */
export function proposingRegistries(
  policy: Policy,
  organization: string,
): readonly { readonly registry: RepositoryRef; readonly policy: Policy }[] {
  return policiesOfRegistries(policy)
    .filter(({ registry }) => registry.mode === 'pull-request')
    .map((each) => ({ registry: registryOf(each, organization), policy: each }));
}

/** The policy as it is for the registry of a repository's packages: the one its manifest names, the first whose `where` holds, or the general one. */
export function policyForProject(
  policy: Policy,
  organization: string,
  { project, repository }: Pick<EffectiveInput, 'project' | 'repository'>,
): Policy {
  const named = namedBy(policy, organization, project);
  if (named) return named;
  const own = policy.registry.others.find(({ where }) => where && holds(where, { project, repository }));
  return own ? withRegistry(policy, own) : policy;
}

/** What is wrong with a manifest that names a registry which the organisation doesn't have. @param texts path → text, the manifest's among them */
export function registryProblems(
  policy: Policy,
  organization: string,
  { project, texts }: { project: Project; texts: ReadonlyMap<string, string> },
): readonly Problem[] {
  const { registry, source } = project;
  if (!registry || !source || namedBy(policy, organization, project)) return [];
  const known = policiesOfRegistries(policy).map((each) => `\`${fullName(registryOf(each, organization))}\``);
  const message = `There is no registry \`${registry}\` in the policy. Name one of ${known.join(', ')}, or none.`;
  return [parseYaml(source, texts.get(source) ?? '').at(['registry'], message)];
}

function namedBy(policy: Policy, organization: string, { registry }: Project): Policy | null {
  const named = parseFullName(registry ?? '');
  if (!named) return null;
  return policiesOfRegistries(policy).find((each) => sameRepository(registryOf(each, organization), named)) ?? null;
}

function withRegistry(policy: Policy, own: Policy['registry']['others'][number]): Policy {
  const { registry } = policy;
  const { repository, mode = registry.mode, merge = registry.merge, formats = registry.formats } = own;
  return { ...policy, registry: { ...registry, repository, mode, merge, formats } };
}
