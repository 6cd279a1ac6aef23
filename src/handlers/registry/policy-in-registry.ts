import type { Policy } from '../../config/policy.ts';
import { policyForProject } from '../../config/registries.ts';
import type { Project } from '../../domain/project.ts';
import { fullName, type RepositoryRef } from '../../domain/repository.ts';
import type { ProjectSnapshot } from '../../domain/snapshot.ts';
import type { Ports } from '../ports.ts';

/** The policy as it is for the registry of a repository's packages; topics and visibility as they were last seen. */
export async function policyInRegistry(
  ports: Ports,
  policy: Policy,
  { repository, project }: { repository: RepositoryRef; project: Project },
): Promise<Policy> {
  if (policy.registry.others.length === 0) return policy;
  const seen = await ports.memory.get<ProjectSnapshot>('project', fullName(repository));
  return policyForProject(policy, repository.owner, { project, repository: seen?.repository ?? repository });
}
