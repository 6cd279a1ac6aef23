import type { Activity } from '../domain/activity.ts';
import type { Release } from '../domain/release.ts';
import type { Repository, RepositoryRef } from '../domain/repository.ts';
import type { Client } from './client.ts';
import { ACTIVITY_FIELDS, type ActivityNode, QUARTER, quarterBefore, readActivity } from './read-activity.ts';
import { type ChecksNode, checkFields, type ExistingCheck, readCheck } from './read-checks.ts';
import { type FilesNode, filesFields, readFiles, textOf } from './read-files.ts';
import { type ExistingIssue, findIssue, ISSUES_FIELDS, type IssuesNode } from './read-issues.ts';
import { addressOf } from './read-repository.ts';

/** A release and what stands at its tag, from one query; further package folders cost one more. */
export interface ReleaseReading {
  readonly repository: Pick<
    Repository,
    'owner' | 'name' | 'url' | 'topics' | 'hasIssues' | 'visibility' | 'archived' | 'fork'
  >;
  readonly release: Release;
  /** The login of whoever published it; `null` where nobody is known. */
  readonly publisher: string | null;
  readonly commit: string;
  readonly license: string | null;
  /** Files at the tag: the manifest and its like, and the version files asked for. */
  readonly texts: ReadonlyMap<string, string>;
  /** Paths of what stands at the root, and in the folders that every repository has. */
  readonly files: readonly string[];
  /** Folder → tree at the tag; `.` for the root. */
  readonly trees: ReadonlyMap<string, string>;
  readonly onDefaultBranch: boolean | null;
  readonly check: ExistingCheck | null;
  readonly issue: ExistingIssue | null;
  readonly activity: Activity;
  /** Other releases of the same commit: the packages of a monorepo, which share the check. */
  readonly siblings: readonly { readonly tag: string; readonly issue: ExistingIssue | null }[];
}

interface AssetNode {
  readonly name: string;
  readonly size: number;
  readonly downloadUrl: string;
}

interface ReleaseNode {
  readonly name: string | null;
  readonly description: string | null;
  readonly isDraft: boolean;
  readonly isPrerelease: boolean;
  readonly publishedAt: string | null;
  readonly url: string;
  readonly author: { readonly login: string } | null;
  readonly tagCommit: ({ readonly oid: string; readonly tree: { readonly oid: string } } & ChecksNode) | null;
  readonly releaseAssets: { readonly nodes: readonly AssetNode[] };
}

interface SiblingNode {
  readonly tagName: string;
  readonly isDraft: boolean;
  readonly tagCommit: { readonly oid: string } | null;
}

type RepositoryNode = {
  readonly name: string;
  readonly owner: { readonly login: string };
  readonly url: string;
  readonly visibility: string;
  readonly isArchived: boolean;
  readonly isFork: boolean;
  readonly hasIssuesEnabled: boolean;
  readonly licenseInfo: { readonly spdxId: string | null } | null;
  readonly repositoryTopics: { readonly nodes: readonly { readonly topic: { readonly name: string } }[] };
  readonly defaultBranchRef: { readonly compare: { readonly status: string } | null } | null;
  readonly release: ReleaseNode | null;
  readonly releases: { readonly nodes: readonly SiblingNode[] };
} & ActivityNode &
  IssuesNode &
  FilesNode;

/** @returns `null` where there is no such release, or its tag is gone. */
export async function readRelease(
  client: Client,
  input: {
    repository: RepositoryRef;
    tag: string;
    appId: number;
    check: string;
    /** By which the issue about a release is known. */
    markerOf: (tag: string) => string;
    versionFiles: readonly string[];
    /** Asset name → SHA-256 in hex: GraphQL doesn't tell it, the webhook does. */
    digests: ReadonlyMap<string, string>;
    now: Date;
  },
): Promise<ReleaseReading | null> {
  const tag = `refs/tags/${input.tag}`;
  const answer = await client.graphql<{ repository: RepositoryNode | null }>(
    `query Release($owner: String!, $name: String!, $tag: String!, ${QUARTER}) {
      repository(owner: $owner, name: $name) {
        name owner { login } url visibility isArchived isFork hasIssuesEnabled licenseInfo { spdxId }
        repositoryTopics(first: 20) { nodes { topic { name } } }
        defaultBranchRef { compare(headRef: $tag) { status } }
        release(tagName: $tag) {
          name description isDraft isPrerelease publishedAt url author { login }
          tagCommit { oid tree { oid } ${checkFields(input.appId, input.check)} }
          releaseAssets(first: 50) { nodes { name size downloadUrl } }
        }
        releases(first: 100, orderBy: { field: CREATED_AT, direction: DESC }) { nodes { tagName isDraft tagCommit { oid } } }
        ${ISSUES_FIELDS}
        ${ACTIVITY_FIELDS}
        ${filesFields(tag)}
        ${input.versionFiles.map((file, index) => `version${index}: ${blob(`${tag}:${file}`)}`).join('\n')}
      }
    }`,
    { ...addressOf(input.repository), tag: input.tag, ...quarterBefore(input.now) },
  );
  const node = answer.repository;
  const release = node?.release;
  if (!node || !release?.tagCommit) return null;
  const versionTexts = input.versionFiles.flatMap((file, index): [string, string][] => {
    const text = textOf(node[`version${index}`]);
    return text === null ? [] : [[file, text]];
  });
  const { entries, texts } = readFiles(node);
  return {
    repository: {
      owner: node.owner.login,
      name: node.name,
      url: node.url,
      topics: node.repositoryTopics.nodes.map(({ topic }) => topic.name),
      hasIssues: node.hasIssuesEnabled,
      visibility: node.visibility.toLowerCase() as Repository['visibility'],
      archived: node.isArchived,
      fork: node.isFork,
    },
    release: releaseOf(input.tag, release, input.digests),
    publisher: release.author?.login ?? null,
    commit: release.tagCommit.oid,
    license: node.licenseInfo?.spdxId ?? null,
    texts: new Map([...texts, ...versionTexts]),
    files: entries.map(({ path }) => path),
    trees: new Map([['.', release.tagCommit.tree.oid]]),
    onDefaultBranch: onBranch(node.defaultBranchRef?.compare?.status),
    check: readCheck(release.tagCommit),
    issue: findIssue(node, input.markerOf(input.tag)),
    activity: readActivity(node),
    siblings: node.releases.nodes
      .filter((each) => each.tagName !== input.tag && !each.isDraft && each.tagCommit?.oid === release.tagCommit?.oid)
      .map(({ tagName }) => ({ tag: tagName, issue: findIssue(node, input.markerOf(tagName)) })),
  };
}

/** Version files and tree of further folders at a commit, and the names in each. */
export async function readFolders(
  client: Client,
  input: { repository: RepositoryRef; commit: string; folders: readonly string[]; versionFiles: readonly string[] },
): Promise<Pick<ReleaseReading, 'texts' | 'trees' | 'files'>> {
  const trees = input.folders.map(
    (folder, index) =>
      `tree${index}: object(expression: ${JSON.stringify(`${input.commit}:${folder}`)}) { ... on Tree { oid entries { name } } }`,
  );
  const files = input.versionFiles.map((file, index) => `file${index}: ${blob(`${input.commit}:${file}`)}`);
  type Node = NonNullable<FilesNode[string]> & { readonly oid?: string };
  const answer = await client.graphql<{ repository: Readonly<Record<string, Node | null>> | null }>(
    `query Folders($owner: String!, $name: String!) { repository(owner: $owner, name: $name) { ${[...trees, ...files].join('\n')} } }`,
    addressOf(input.repository),
  );
  const found = <T>(names: readonly string[], prefix: string, of: (node: Node) => T | null | undefined) =>
    new Map(
      names.flatMap((name, index): [string, T][] => {
        const node = answer.repository?.[`${prefix}${index}`];
        const value = node ? of(node) : null;
        return value === null || value === undefined ? [] : [[name, value]];
      }),
    );
  return {
    trees: found(input.folders, 'tree', ({ oid }) => oid),
    files: [...found(input.folders, 'tree', ({ entries }) => entries).values()].flat().map(({ name }) => name),
    texts: found(input.versionFiles, 'file', textOf),
  };
}

function blob(expression: string): string {
  return `object(expression: ${JSON.stringify(expression)}) { ... on Blob { text isTruncated } }`;
}

/** How the default branch compares with the tag: behind or equal, and the tag's commit is on it. */
function onBranch(status: string | undefined): boolean | null {
  return status === undefined ? null : status === 'IDENTICAL' || status === 'BEHIND';
}

function releaseOf(tag: string, node: ReleaseNode, digests: ReadonlyMap<string, string>): Release {
  return {
    tag,
    name: node.name,
    notes: node.description ?? '',
    draft: node.isDraft,
    prerelease: node.isPrerelease,
    publishedAt: node.publishedAt ?? '',
    url: node.url,
    assets: node.releaseAssets.nodes.map(({ name, size, downloadUrl }) => ({
      name,
      size,
      sha256: digests.get(name) ?? null,
      url: downloadUrl,
    })),
  };
}
