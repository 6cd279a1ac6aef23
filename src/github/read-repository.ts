import type { FileTree, PublishedVersion } from '../domain/facts.ts';
import type { Repository, RepositoryRef, Visibility } from '../domain/repository.ts';
import { type FilesNode, filesFields, readFiles, readTreeId } from './read-files.ts';

/** A repository's own description, licence, versions and governed files, and those its organisation supplies. */
export interface RepositoryReading {
  readonly repository: Repository;
  readonly license: string | null;
  readonly versions: readonly PublishedVersion[];
  readonly files: FileTree;
  /** The id of the tree at the root, 40 hex digits; `null` in an empty repository. */
  readonly tree: string | null;
  readonly inherited: (FileTree & { readonly repository: string }) | null;
}

/** GitHub takes community health files for all repositories of an organisation from this one. */
const COMMUNITY_REPOSITORY = '.github';

interface RepositoryNode {
  readonly nameWithOwner: string;
  readonly name: string;
  readonly owner: { readonly login: string };
  readonly url: string;
  readonly description: string | null;
  readonly visibility: string;
  readonly isArchived: boolean;
  readonly isFork: boolean;
  readonly isTemplate: boolean;
  readonly hasIssuesEnabled: boolean;
  readonly repositoryTopics: { readonly nodes: readonly { readonly topic: { readonly name: string } }[] };
  readonly defaultBranchRef: { readonly name: string } | null;
  readonly licenseInfo: { readonly spdxId: string | null } | null;
  readonly releases: {
    readonly nodes: readonly { readonly tagName: string; readonly isPrerelease: boolean; readonly isDraft: boolean }[];
  };
}

export type RepositoryQueryNode = RepositoryNode & FilesNode;

/** Fields of `repository` that {@link readRepository} reads. */
export function repositoryFields(revision: string): string {
  return `
    name nameWithOwner owner { login } url description visibility isArchived isFork isTemplate hasIssuesEnabled
    repositoryTopics(first: 20) { nodes { topic { name } } }
    defaultBranchRef { name }
    licenseInfo { spdxId }
    releases(first: 30, orderBy: { field: CREATED_AT, direction: DESC }) { nodes { tagName isPrerelease isDraft } }
    ${filesFields(revision)}`;
}

/** A second root field, for the files that the organisation supplies to all. */
export function inheritedField(owner: string): string {
  return `inherited: repository(owner: ${JSON.stringify(owner)}, name: "${COMMUNITY_REPOSITORY}") { nameWithOwner ${filesFields('HEAD')} }`;
}

export type InheritedNode = ({ readonly nameWithOwner: string } & FilesNode) | null;

export function readRepository(node: RepositoryQueryNode, inherited: InheritedNode): RepositoryReading {
  const own = inherited === null || inherited.nameWithOwner === node.nameWithOwner;
  return {
    repository: {
      owner: node.owner.login,
      name: node.name,
      url: node.url,
      description: node.description,
      topics: node.repositoryTopics.nodes.map(({ topic }) => topic.name),
      visibility: node.visibility.toLowerCase() as Visibility,
      archived: node.isArchived,
      fork: node.isFork,
      template: node.isTemplate,
      hasIssues: node.hasIssuesEnabled,
      defaultBranch: node.defaultBranchRef?.name ?? null,
    },
    license: node.licenseInfo?.spdxId ?? null,
    versions: node.releases.nodes
      .filter(({ isDraft }) => !isDraft)
      .map(({ tagName, isPrerelease }) => ({ tag: tagName, prerelease: isPrerelease })),
    files: readFiles(node),
    tree: readTreeId(node),
    inherited: own ? null : { ...readFiles(inherited), repository: inherited.nameWithOwner },
  };
}

/** How a repository is named in a query's variables. */
export function addressOf(repository: RepositoryRef): { owner: string; name: string } {
  return { owner: repository.owner, name: repository.name };
}
