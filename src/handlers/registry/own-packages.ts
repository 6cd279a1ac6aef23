import { FALLBACK_PATHS, MANIFEST_PATHS, type ReadProject, readProject } from '../../config/project.ts';
import type { ProjectPackage } from '../../domain/project.ts';
import type { RepositoryRef } from '../../domain/repository.ts';
import type { Client } from '../../github/client.ts';
import { readDefaultBranch, textsOf } from '../../github/read-default-branch.ts';
import { packagesOf } from '../../registry/packages.ts';
import { versionFilePaths } from '../../registry/version-files/index.ts';

/** What a repository says of itself on its default branch now, without any release, and the packages that it has by that. */
export interface OwnPackages extends ReadProject {
  readonly packages: readonly ProjectPackage[];
}

/** One query. @param named whose name a package bears that nobody named: the repository's, or the one that it had */
export async function readOwnPackages(
  client: Client,
  repository: RepositoryRef,
  named: RepositoryRef = repository,
): Promise<OwnPackages> {
  const paths = [...MANIFEST_PATHS, ...FALLBACK_PATHS, ...versionFilePaths('.')];
  const branch = await readDefaultBranch(client, repository, paths);
  const texts = branch ? textsOf(branch) : new Map<string, string>();
  const read = readProject(texts, named);
  return { ...read, packages: packagesOf(read.project, named.name, texts) };
}
