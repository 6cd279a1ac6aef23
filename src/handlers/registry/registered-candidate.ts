import type { PackageEntry, PackageVersion } from '../../domain/package-entry.ts';
import type { Project } from '../../domain/project.ts';
import type { RepositoryRef } from '../../domain/repository.ts';
import type { Client } from '../../github/client.ts';
import { readFolders } from '../../github/read-release.ts';
import type { Candidate } from '../../registry/candidate.ts';
import { readVersionFile, versionFilePaths } from '../../registry/version-files/index.ts';

/**
 * A registered version as a candidate, for what the formats write of it: as its entry says, with its version file at its commit, which outlives its
 * tag. Not to be judged: of its release and its dependencies nothing is known. One query.
 */
export async function registeredCandidate(
  client: Client,
  given: { repository: RepositoryRef; project: Project; entry: PackageEntry; version: PackageVersion },
): Promise<Candidate> {
  const { repository, project, entry, version } = given;
  const { name, path, ecosystem } = entry;
  const { texts } = await readFolders(client, {
    repository,
    commit: version.commit,
    folders: [],
    versionFiles: versionFilePaths(path),
  });
  return {
    repository: { ...repository, url: entry.url, topics: entry.topics },
    project,
    manifestProblems: [],
    package: { name, path, ecosystem },
    version: version.version,
    prerelease: version.prerelease,
    release: {
      tag: version.tag,
      name: null,
      notes: '',
      draft: false,
      prerelease: version.prerelease,
      publishedAt: version.released,
      url: '',
      assets: version.assets,
    },
    commit: version.commit,
    tree: version.tree,
    versionFile: readVersionFile(path, ecosystem, texts),
    license: entry.license,
    onDefaultBranch: null,
    registered: entry,
    isKnown: true,
    dependencies: [],
    known: null,
  };
}
