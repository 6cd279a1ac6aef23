import type { Permission } from '../domain/person.ts';
import type { GitRepository } from './git.ts';

/** Suspended, the App is let in nowhere until it is let in again; deleted, it was removed. */
export type InstallationState = 'active' | 'suspended' | 'deleted';

/** Who does something: a person, or the App through an installation. */
export interface Actor {
  readonly login: string;
  readonly id: number;
  readonly type: 'User' | 'Bot';
}

export interface Person extends Actor {
  readonly name: string;
  readonly role: 'admin' | 'member' | 'outside';
  busy: boolean;
}

export interface TeamModel {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly parent: string | null;
  readonly members: Set<string>;
  /** Code review assignment is on. */
  assigns: boolean;
  readonly repositories: Map<string, Permission>;
}

export interface LabelModel {
  readonly id: number;
  readonly name: string;
  readonly color: string;
  readonly description: string | null;
}

export interface ReactionModel {
  readonly id: number;
  readonly user: Actor;
  readonly content: string;
  readonly createdAt: string;
}

export interface CommentModel {
  readonly id: number;
  readonly author: Actor;
  body: string;
  readonly createdAt: string;
  updatedAt: string;
  readonly reactions: ReactionModel[];
}

export interface ReviewModel {
  readonly id: number;
  readonly author: Actor;
  state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED';
  readonly body: string;
  readonly submittedAt: string;
  /** The head that was looked at. */
  readonly commit: string;
}

/** What only a pull request has. */
export interface PullModel {
  readonly base: string;
  readonly head: string;
  /** The head is a branch of somebody's fork. */
  readonly fork: boolean;
  headSha: string;
  /** Where the base branch was when the head last moved, as on GitHub. */
  baseSha: string;
  draft: boolean;
  merged: boolean;
  mergeCommit: string | null;
  mergedBy: Actor | null;
  readonly requestedUsers: Set<string>;
  readonly requestedTeams: Set<string>;
  readonly reviews: ReviewModel[];
  readonly removals: { readonly actor: Actor; readonly login: string | null; readonly slug: string | null }[];
}

/** Issues and pull requests share their numbers. */
export interface IssueModel {
  readonly id: number;
  readonly number: number;
  readonly author: Actor;
  title: string;
  body: string;
  state: 'open' | 'closed';
  readonly labels: Set<string>;
  readonly comments: CommentModel[];
  readonly createdAt: string;
  updatedAt: string;
  readonly pull: PullModel | null;
}

/** An issue that is a pull request. */
export type PullRequestModel = IssueModel & { readonly pull: PullModel };

export interface CheckModel {
  readonly id: number;
  readonly sha: string;
  readonly name: string;
  status: string;
  conclusion: string | null;
  externalId: string | null;
  title: string;
  summary: string;
  readonly annotations: Record<string, unknown>[];
  readonly startedAt: string;
}

export interface AssetModel {
  readonly id: number;
  readonly name: string;
  readonly content: Buffer;
  readonly sha256: string;
  readonly contentType: string;
}

export interface ReleaseModel {
  readonly id: number;
  readonly tag: string;
  name: string | null;
  body: string;
  draft: boolean;
  prerelease: boolean;
  readonly author: Actor;
  readonly createdAt: string;
  updatedAt: string;
  publishedAt: string | null;
  readonly assets: AssetModel[];
}

export interface RepositoryModel {
  readonly id: number;
  name: string;
  description: string | null;
  visibility: 'public' | 'internal' | 'private';
  topics: readonly string[];
  archived: boolean;
  hasIssues: boolean;
  protected: boolean;
  readonly collaborators: Map<string, Permission>;
  readonly git: GitRepository;
  readonly issues: Map<number, IssueModel>;
  readonly labels: Map<string, LabelModel>;
  readonly checks: CheckModel[];
  readonly releases: ReleaseModel[];
  readonly properties: Map<string, string>;
  readonly statuses: StatusModel[];
  readonly createdAt: string;
  updatedAt: string;
  pushedAt: string;
}

/** A commit status: what came before check runs, and is still written by many scripts. */
export interface StatusModel {
  readonly id: number;
  readonly sha: string;
  readonly state: 'error' | 'failure' | 'pending' | 'success';
  readonly context: string;
  readonly description: string | null;
  readonly targetUrl: string | null;
  readonly creator: Actor;
  readonly createdAt: string;
}

/** A webhook as it was sent, and how it was answered. */
export interface HookDelivery {
  readonly id: number;
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  readonly repository: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
  deliveredAt: string;
  status: string;
  statusCode: number;
  /** Seconds. */
  duration: number;
  requestHeaders: Readonly<Record<string, string>>;
  responseHeaders: Readonly<Record<string, string>>;
  responseBody: string;
  readonly redelivery: boolean;
}
