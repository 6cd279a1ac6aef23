import type { Author, ChangedFile, PullRequest, Review } from '../domain/pull-request.ts';
import type { RepositoryRef } from '../domain/repository.ts';

/** What GitHub's GraphQL answers to {@link PULL_REQUEST_FIELDS}. */
export interface PullRequestNode {
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

export interface Page<T> {
  readonly nodes: readonly T[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

export interface FileNode {
  readonly path: string;
  readonly additions: number;
  readonly deletions: number;
  readonly changeType: string;
}

export interface CommentNode {
  readonly databaseId: number;
  readonly body: string;
  readonly viewerDidAuthor: boolean;
}

type Reviewer = { readonly __typename: string; readonly login?: string; readonly slug?: string } | null;

interface ReviewNode {
  readonly author: { readonly __typename: string; readonly login: string } | null;
  readonly state: string;
  readonly submittedAt: string | null;
  readonly authorCanPushToRepository: boolean;
  readonly commit: { readonly oid: string } | null;
}

const REVIEWS = 'nodes { author { __typename login } state submittedAt authorCanPushToRepository commit { oid } }';
const REVIEWER =
  'requestedReviewer { __typename ... on User { login } ... on Mannequin { login } ... on Team { slug } }';
/** Of a page of `files`. */
export const FILES = 'nodes { path additions deletions changeType } pageInfo { hasNextPage endCursor }';
/** Of a page of `comments`. */
export const COMMENTS = 'nodes { databaseId body viewerDidAuthor } pageInfo { hasNextPage endCursor }';

export const PULL_REQUEST_FIELDS = `
  title body isDraft state author { __typename login } authorAssociation
  baseRefName baseRefOid headRefName headRefOid isCrossRepository
  files(first: 100) { ${FILES} }
  labels(first: 50) { nodes { name } }
  reviewRequests(first: 50) { nodes { ${REVIEWER} } }
  reviews(last: 100) { ${REVIEWS} }
  opinions: latestOpinionatedReviews(first: 100) { ${REVIEWS} }
  comments(first: 50) { ${COMMENTS} }
  timelineItems(last: 50, itemTypes: [REVIEW_REQUEST_REMOVED_EVENT]) {
    nodes { ... on ReviewRequestRemovedEvent { actor { login } ${REVIEWER} } }
  }`;

export function changedFile(node: FileNode): ChangedFile {
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

export function pullRequestOf(
  node: PullRequestNode,
  given: { repository: RepositoryRef; number: number; files: readonly ChangedFile[]; truncated: boolean },
): PullRequest {
  const { repository, number, files, truncated } = given;
  return {
    repository,
    number,
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
    requested: reviewersIn(node.reviewRequests.nodes),
    // Among a hundred comments on its lines an approval would be lost.
    reviews: [...node.opinions.nodes, ...node.reviews.nodes].flatMap(reviewOf),
  };
}

/** Logins, and slugs of teams. */
export function reviewersIn(nodes: readonly { readonly requestedReviewer: Reviewer }[]): PullRequest['requested'] {
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

/** Members of the organisation; whoever else writes, an invited collaborator too, is a guest. */
const INSIDERS = ['MEMBER', 'OWNER'];

function authorOf({ author, authorAssociation }: PullRequestNode): Author {
  // A deleted account's pull requests belong to GitHub's `ghost`.
  if (!author) return { login: 'ghost', kind: 'outsider' };
  if (author.__typename === 'Bot') return { login: author.login, kind: 'bot' };
  return { login: author.login, kind: INSIDERS.includes(authorAssociation) ? 'member' : 'outsider' };
}
