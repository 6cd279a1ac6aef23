import type { RepositoryRef } from './repository.ts';

export interface ChangedFile {
  readonly path: string;
  readonly status: 'added' | 'modified' | 'removed' | 'renamed';
  readonly additions: number;
  readonly deletions: number;
}

export interface Review {
  /** A bot's ends in `[bot]`. */
  readonly login: string;
  readonly state: 'approved' | 'changes-requested' | 'commented' | 'dismissed';
  /** ISO 8601. */
  readonly submittedAt: string;
  /** The commit that was reviewed; `null` where it is gone. */
  readonly head: string | null;
  /** May the reviewer push to the repository? */
  readonly mayPush: boolean;
}

export interface Author {
  readonly login: string;
  /** `outsider`: a person who is no member of the organisation. */
  readonly kind: 'member' | 'outsider' | 'bot';
}

/** A pull request as GitHub describes it. Of its head only the commit's id is known: nothing in it is ever read. */
export interface PullRequest {
  readonly repository: RepositoryRef;
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly author: Author;
  readonly draft: boolean;
  readonly open: boolean;
  readonly base: { readonly branch: string; readonly sha: string };
  readonly head: { readonly branch: string; readonly sha: string; readonly fork: boolean };
  readonly files: readonly ChangedFile[];
  /** GitHub lists 3,000 files at most; `true` when there are more than `files` holds. */
  readonly filesTruncated: boolean;
  readonly labels: readonly string[];
  /** Logins and team slugs whose review is asked for now. */
  readonly requested: { readonly users: readonly string[]; readonly teams: readonly string[] };
  readonly reviews: readonly Review[];
}
