import type { ChangedFile, PullRequest } from '../domain/pull-request.ts';
import { fullName, type RepositoryRef } from '../domain/repository.ts';
import type { Client } from './client.ts';
import {
  COMMENTS,
  type CommentNode,
  changedFile,
  FILES,
  type FileNode,
  type Page,
  PULL_REQUEST_FIELDS,
  type PullRequestNode,
  pullRequestOf,
  reviewersIn,
} from './pull-request-fields.ts';
import { type ChecksNode, checkFields, type ExistingCheck, readCheck } from './read-checks.ts';
import { withLongCodeowners } from './read-long-codeowners.ts';
import {
  addressOf,
  type InheritedNode,
  inheritedField,
  type RepositoryQueryNode,
  type RepositoryReading,
  readRepository,
  repositoryFields,
} from './read-repository.ts';

export interface PullRequestReading extends RepositoryReading {
  readonly pullRequest: PullRequest;
  readonly check: ExistingCheck | null;
  /** Our checklist, found by its marker among the App's own comments. */
  readonly comment: { readonly id: number; readonly body: string } | null;
  /** Merged pull requests of the contributor who was asked about; `null` where none was. */
  readonly mergedBefore: number | null;
  /** Which of the asked-for labels the repository has. */
  readonly knownLabels: readonly string[];
  /** People and teams (slugs) whose requested review somebody other than the App took off again. */
  readonly removedReviewers: PullRequest['requested'];
}

type LabelsNode = Readonly<Record<string, { readonly name: string } | null>>;

interface Answer {
  readonly repository:
    | (RepositoryQueryNode & {
        readonly pullRequest: PullRequestNode | null;
        readonly head: ChecksNode | null;
      })
    | null;
  readonly inherited: InheritedNode;
  readonly merged?: { readonly issueCount: number };
}

export interface PullRequestQuery {
  readonly repository: RepositoryRef;
  readonly number: number;
  /** The base branch's name: what the pull request is judged by. */
  readonly base: string;
  readonly headSha: string;
  readonly appId: number;
  readonly appSlug: string;
  readonly check: string;
  readonly marker: string;
  /** A login: is anything of theirs merged here? `null` to not ask. */
  readonly contributor: string | null;
  /** Names of the labels that may be set. */
  readonly labels: readonly string[];
}

/**
 * One query, and one more for each further hundred of changed files, and of comments until ours. `null` where the pull request is gone.
 */
export async function readPullRequest(client: Client, input: PullRequestQuery): Promise<PullRequestReading | null> {
  const labels = input.labels.map((name, index) => `label${index}: label(name: ${JSON.stringify(name)}) { name }`);
  const answer = await client.graphql<Answer>(
    `query PullRequest($owner: String!, $name: String!, $number: Int!, $head: GitObjectID!) {
      repository(owner: $owner, name: $name) {
        ${repositoryFields(`refs/heads/${input.base}`)}
        ${labels.join('\n')}
        head: object(oid: $head) { ... on Commit { ${checkFields(input.appId, input.check)} } }
        pullRequest(number: $number) { ${PULL_REQUEST_FIELDS} }
      }
      ${inheritedField(input.repository.owner)}
      ${input.contributor ? mergedField(input.repository, input.contributor) : ''}
    }`,
    { ...addressOf(input.repository), number: input.number, head: input.headSha },
  );
  const repository = answer.repository;
  const node = repository?.pullRequest;
  if (!repository || !node) return null;
  const files = await allFiles(client, input, node.files);
  const reading = readRepository(repository, answer.inherited);
  return {
    ...reading,
    files: await withLongCodeowners(client, { repository: input.repository, commit: input.base }, reading.files),
    pullRequest: pullRequestOf(node, { repository: input.repository, number: input.number, ...files }),
    check: readCheck(repository.head),
    comment: await ownComment(client, input, node.comments),
    mergedBefore: answer.merged?.issueCount ?? null,
    knownLabels: input.labels.filter((_, index) => (repository as unknown as LabelsNode)[`label${index}`]),
    removedReviewers: reviewersIn(
      node.timelineItems.nodes.filter(({ actor }) => actor?.login.replace('[bot]', '') !== input.appSlug),
    ),
  };
}

function mergedField(repository: RepositoryRef, login: string): string {
  const query = `repo:${fullName(repository)} is:pr is:merged author:${login}`;
  return `merged: search(type: ISSUE, first: 1, query: ${JSON.stringify(query)}) { issueCount }`;
}

/** GitHub lists no more than this many files of a pull request. */
const FILES_LIMIT = 3000;

async function allFiles(
  client: Client,
  input: PullRequestQuery,
  first: Page<FileNode> | null,
): Promise<{ files: readonly ChangedFile[]; truncated: boolean }> {
  const nodes = [...(first?.nodes ?? [])];
  let page = first?.pageInfo;
  while (page?.hasNextPage && nodes.length < FILES_LIMIT) {
    const next: { repository: { pullRequest: { files: Page<FileNode> } } } = await client.graphql(
      `query Files($owner: String!, $name: String!, $number: Int!, $after: String) {
        repository(owner: $owner, name: $name) { pullRequest(number: $number) {
          files(first: 100, after: $after) { ${FILES} }
        } }
      }`,
      { ...addressOf(input.repository), number: input.number, after: page.endCursor },
    );
    nodes.push(...next.repository.pullRequest.files.nodes);
    page = next.repository.pullRequest.files.pageInfo;
  }
  return { files: nodes.slice(0, FILES_LIMIT).map(changedFile), truncated: page?.hasNextPage ?? false };
}

/** Where we came late, it stands behind many others: it is looked for until the last, so that it is never written a second time. */
async function ownComment(
  client: Client,
  { repository, number, marker }: PullRequestQuery,
  first: Page<CommentNode>,
): Promise<PullRequestReading['comment']> {
  for (let page = first; ; ) {
    const found = page.nodes.find(({ viewerDidAuthor, body }) => viewerDidAuthor && body.startsWith(marker));
    if (found) return { id: found.databaseId, body: found.body };
    if (!page.pageInfo.hasNextPage) return null;
    const next: { repository: { pullRequest: { comments: Page<CommentNode> } } } = await client.graphql(
      `query Comments($owner: String!, $name: String!, $number: Int!, $after: String) {
        repository(owner: $owner, name: $name) { pullRequest(number: $number) {
          comments(first: 100, after: $after) { ${COMMENTS} }
        } }
      }`,
      { ...addressOf(repository), number, after: page.pageInfo.endCursor },
    );
    page = next.repository.pullRequest.comments;
  }
}
