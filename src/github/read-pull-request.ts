import type { Author, ChangedFile, PullRequest, Review } from '../domain/pull-request.ts';
import { fullName, type RepositoryRef } from '../domain/repository.ts';
import type { Client } from './client.ts';
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

interface Page<T> {
  readonly nodes: readonly T[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

interface FileNode {
  readonly path: string;
  readonly additions: number;
  readonly deletions: number;
  readonly changeType: string;
}

type Reviewer = { readonly __typename: string; readonly login?: string; readonly slug?: string } | null;

interface ReviewNode {
  readonly author: { readonly __typename: string; readonly login: string } | null;
  readonly state: string;
  readonly submittedAt: string | null;
  readonly authorCanPushToRepository: boolean;
  readonly commit: { readonly oid: string } | null;
}

interface CommentNode {
  readonly databaseId: number;
  readonly body: string;
  readonly viewerDidAuthor: boolean;
}

interface PullRequestNode {
  readonly title: string;
  readonly body: string;
  readonly isDraft: boolean;
  readonly state: string;
  readonly author: { readonly __typename: string; readonly login: string } | null;
  readonly authorAssociation: string;
  readonly baseRefName: string;
  readonly baseRefOid: string;
  readonly headRefName: string;
  readonly headRefOid: string;
  readonly isCrossRepository: boolean;
  readonly files: Page<FileNode> | null;
  readonly labels: { readonly nodes: readonly { readonly name: string }[] };
  readonly reviewRequests: { readonly nodes: readonly { readonly requestedReviewer: Reviewer }[] };
  readonly reviews: { readonly nodes: readonly ReviewNode[] };
  readonly opinions: { readonly nodes: readonly ReviewNode[] };
  readonly comments: Page<CommentNode>;
  readonly timelineItems: {
    readonly nodes: readonly {
      readonly actor: { readonly login: string } | null;
      readonly requestedReviewer: Reviewer;
    }[];
  };
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

const FILES = 'files(first: 100) { nodes { path additions deletions changeType } pageInfo { hasNextPage endCursor } }';
const REVIEW = 'nodes { author { __typename login } state submittedAt authorCanPushToRepository commit { oid } }';
const COMMENT = 'nodes { databaseId body viewerDidAuthor } pageInfo { hasNextPage endCursor }';
const REVIEWER =
  'requestedReviewer { __typename ... on User { login } ... on Mannequin { login } ... on Team { slug } }';

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

/** One query, and one more for each further hundred of changed files. `null` where the pull request is gone. */
export async function readPullRequest(client: Client, input: PullRequestQuery): Promise<PullRequestReading | null> {
  const labels = input.labels.map((name, index) => `label${index}: label(name: ${JSON.stringify(name)}) { name }`);
  const answer = await client.graphql<Answer>(
    `query PullRequest($owner: String!, $name: String!, $number: Int!, $head: GitObjectID!) {
      repository(owner: $owner, name: $name) {
        ${repositoryFields(`refs/heads/${input.base}`)}
        ${labels.join('\n')}
        head: object(oid: $head) { ... on Commit { ${checkFields(input.appId, input.check)} } }
        pullRequest(number: $number) {
          title body isDraft state author { __typename login } authorAssociation
          baseRefName baseRefOid headRefName headRefOid isCrossRepository
          ${FILES}
          labels(first: 50) { nodes { name } }
          reviewRequests(first: 50) { nodes { ${REVIEWER} } }
          reviews(last: 100) { ${REVIEW} }
          opinions: latestOpinionatedReviews(first: 100) { ${REVIEW} }
          comments(first: 50) { ${COMMENT} }
          timelineItems(last: 50, itemTypes: [REVIEW_REQUEST_REMOVED_EVENT]) {
            nodes { ... on ReviewRequestRemovedEvent { actor { login } ${REVIEWER} } }
          }
        }
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
    pullRequest: pullRequestOf(input, node, files),
    check: readCheck(repository.head),
    comment: await ownComment(client, input, node.comments),
    mergedBefore: answer.merged?.issueCount ?? null,
    knownLabels: input.labels.filter((_, index) => (repository as unknown as LabelsNode)[`label${index}`]),
    removedReviewers: asked(
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

async function allFiles(client: Client, input: PullRequestQuery, first: Page<FileNode> | null) {
  const nodes = [...(first?.nodes ?? [])];
  let page = first?.pageInfo;
  while (page?.hasNextPage && nodes.length < FILES_LIMIT) {
    const next: { repository: { pullRequest: { files: Page<FileNode> } } } = await client.graphql(
      `query Files($owner: String!, $name: String!, $number: Int!, $after: String) {
        repository(owner: $owner, name: $name) { pullRequest(number: $number) {
          ${FILES.replace('first: 100', 'first: 100, after: $after')}
        } }
      }`,
      { ...addressOf(input.repository), number: input.number, after: page.endCursor },
    );
    nodes.push(...next.repository.pullRequest.files.nodes);
    page = next.repository.pullRequest.files.pageInfo;
  }
  return { files: nodes.slice(0, FILES_LIMIT).map(changedFile), truncated: page?.hasNextPage ?? false };
}

function changedFile(node: FileNode): ChangedFile {
  return {
    path: node.path,
    status: FILE_STATUS[node.changeType] ?? 'modified',
    additions: node.additions,
    deletions: node.deletions,
  };
}

const FILE_STATUS: Readonly<Record<string, ChangedFile['status']>> = {
  ADDED: 'added',
  COPIED: 'added',
  DELETED: 'removed',
  RENAMED: 'renamed',
};

function pullRequestOf(
  input: PullRequestQuery,
  node: PullRequestNode,
  { files, truncated }: { files: readonly ChangedFile[]; truncated: boolean },
): PullRequest {
  return {
    repository: input.repository,
    number: input.number,
    title: node.title,
    body: node.body,
    author: authorOf(node),
    draft: node.isDraft,
    open: node.state === 'OPEN',
    base: { branch: node.baseRefName, sha: node.baseRefOid },
    head: { branch: node.headRefName, sha: node.headRefOid, fork: node.isCrossRepository },
    files,
    filesTruncated: truncated,
    labels: node.labels.nodes.map(({ name }) => name),
    requested: asked(node.reviewRequests.nodes),
    // Among a hundred comments on its lines an approval would be lost.
    reviews: [...node.opinions.nodes, ...node.reviews.nodes].flatMap(reviewOf),
  };
}

function asked(nodes: readonly { readonly requestedReviewer: Reviewer }[]): PullRequest['requested'] {
  const reviewers = nodes.map(({ requestedReviewer }) => requestedReviewer);
  return {
    users: reviewers.flatMap((reviewer) => reviewer?.login ?? []),
    teams: reviewers.flatMap((reviewer) => reviewer?.slug ?? []),
  };
}

function reviewOf(node: ReviewNode): Review[] {
  if (!node.author || !node.submittedAt) return [];
  const state = node.state.toLowerCase().replaceAll('_', '-') as Review['state'];
  // GraphQL leaves out what marks a bot's login everywhere else.
  const login = node.author.__typename === 'Bot' ? `${node.author.login}[bot]` : node.author.login;
  const { submittedAt, commit, authorCanPushToRepository: mayPush } = node;
  return [{ login, state, submittedAt, head: commit?.oid ?? null, mayPush }];
}

/** Members, and the collaborators they invited; whoever else writes is a guest. */
const INSIDERS = ['MEMBER', 'OWNER'];

function authorOf({ author, authorAssociation }: PullRequestNode): Author {
  // A deleted account's pull requests belong to GitHub's `ghost`.
  if (!author) return { login: 'ghost', kind: 'outsider' };
  if (author.__typename === 'Bot') return { login: author.login, kind: 'bot' };
  return { login: author.login, kind: INSIDERS.includes(authorAssociation) ? 'member' : 'outsider' };
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
          comments(first: 100, after: $after) { ${COMMENT} }
        } }
      }`,
      { ...addressOf(repository), number, after: page.pageInfo.endCursor },
    );
    page = next.repository.pullRequest.comments;
  }
}
