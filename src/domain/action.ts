import type { Delivery } from './delivery.ts';
import type { Refusal } from './refusal.ts';
import type { RepositoryRef } from './repository.ts';

export interface Annotation {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly level: 'notice' | 'warning' | 'failure';
  readonly title: string;
  readonly message: string;
}

export type CheckState =
  | { readonly status: 'completed'; readonly conclusion: 'success' | 'failure' | 'neutral' }
  | { readonly status: 'in_progress' };

export interface FileChange {
  readonly path: string;
  /** `null` deletes the file. */
  readonly content: string | null;
}

/**
 * One write to GitHub, as data. A plan holds only what differs from what was read, so that carrying it out twice, or after a crash in its
 * middle, ends in the same world: the second time around there is nothing left to write.
 */
export type Action =
  | {
      /** The one comment that bears `marker`; `id` where it exists already. */
      readonly kind: 'comment';
      readonly repository: RepositoryRef;
      readonly number: number;
      readonly marker: string;
      readonly body: string;
      readonly id?: number;
    }
  | {
      readonly kind: 'label';
      readonly repository: RepositoryRef;
      readonly number: number;
      readonly add: readonly Label[];
      readonly remove: readonly string[];
      /** Names among `add` that the repository doesn't have yet: created with their colour first. */
      readonly create: readonly string[];
    }
  | {
      readonly kind: 'request-review';
      readonly repository: RepositoryRef;
      readonly number: number;
      readonly users: readonly string[];
      /** Slugs. */
      readonly teams: readonly string[];
      /** Whose review is no longer asked for. */
      readonly withdraw?: { readonly users: readonly string[]; readonly teams: readonly string[] };
      /** Login or `@org/team` → why this reviewer; for whoever reads the plan. */
      readonly reasons?: Readonly<Record<string, string>>;
      /** Somebody named them: one whom GitHub doesn't take is a refusal, not a note. */
      readonly byName?: true;
    }
  | ({
      readonly kind: 'check';
      readonly repository: RepositoryRef;
      readonly sha: string;
      readonly name: CheckName;
      readonly title: string;
      readonly summary: string;
      readonly annotations: readonly Annotation[];
      /** What this check was computed from; an equal id on an existing check means nothing changed. */
      readonly externalId: string;
      /** The existing check run, where there is one on this commit. */
      readonly id?: number;
    } & CheckState)
  | {
      /** The one issue that bears `marker`. Where it exists, `number` is set, and what is absent stays as it is. */
      readonly kind: 'issue';
      readonly repository: RepositoryRef;
      readonly marker: string;
      readonly title: string;
      readonly body?: string;
      readonly state: 'open' | 'closed';
      readonly number?: number;
    }
  | {
      readonly kind: 'properties';
      readonly repository: RepositoryRef;
      /** Custom property name → value; `null` unsets. */
      readonly values: Readonly<Record<string, string | null>>;
    }
  | {
      /** One atomic commit on `head`; refused by GitHub when the branch has moved on. */
      readonly kind: 'commit';
      readonly repository: RepositoryRef;
      readonly branch: string;
      readonly head: string;
      readonly message: string;
      readonly changes: readonly FileChange[];
    }
  | {
      /** A branch with one commit on `head`, and its pull request; with `number`, that one is made to say and hold this. */
      readonly kind: 'pull-request';
      readonly repository: RepositoryRef;
      readonly base: string;
      readonly head: string;
      readonly branch: string;
      readonly title: string;
      readonly body: string;
      readonly message: string;
      /** None: the branch stays as it is. */
      readonly changes: readonly FileChange[];
      readonly number?: number;
      /** Merged as soon as it holds that. */
      readonly merge?: Merging;
    }
  | {
      readonly kind: 'pull-request';
      readonly repository: RepositoryRef;
      readonly branch: string;
      readonly number: number;
      readonly end: PullRequestEnd;
    }
  | {
      readonly kind: 'dispatch';
      readonly repository: RepositoryRef;
      readonly event: string;
      readonly payload: Readonly<Record<string, unknown>>;
    }
  | {
      readonly kind: 'reaction';
      readonly repository: RepositoryRef;
      readonly comment: number;
      readonly content: 'eyes' | '+1' | 'confused';
    };

/** What becomes of a pull request of ours: it is merged as long as its head is `sha`, or closed. */
export type PullRequestEnd = ({ readonly kind: 'merge'; readonly sha: string } & Merging) | { readonly kind: 'close' };

/** How it is merged: the method, and the commit's own words. */
export interface Merging {
  readonly method: MergeMethod;
  readonly title: string;
  readonly message: string;
}

export type MergeMethod = 'squash' | 'merge' | 'rebase';

/** A pull request that is opened or rewritten. */
export type Proposing = Extract<Action, { kind: 'pull-request'; changes: readonly FileChange[] }>;

/** One that is merged or closed. */
export type Ending = Extract<Action, { kind: 'pull-request'; end: PullRequestEnd }>;

/**
 * Stands in a comment's or a check's text for the address of the pull request that the plan opens from this branch before it; can be read as it is where the
 * address isn't known.
 */
export function addressOfPullRequest(branch: string): string {
  return `The pull request from \`${branch}\``;
}

export interface Label {
  readonly name: string;
  /** Six hex digits, no `#`. */
  readonly color: string;
  readonly description: string;
}

export const CHECK_NAMES = {
  pullRequest: 'Innkeeper',
  project: 'Innkeeper project',
  registry: 'Innkeeper registry',
  policy: 'Innkeeper policy',
} as const;

export type CheckName = (typeof CHECK_NAMES)[keyof typeof CHECK_NAMES];

/** What a feature would do about an event: decided as data, then applied or merely shown. */
export interface Plan {
  readonly actions: readonly Action[];
  /** One line for the log and the delivery's record: what was decided, or why nothing. */
  readonly outcome: string;
  /** Why not, where what was asked for isn't done; the actions tell it where it belongs. */
  readonly refusals?: readonly Refusal[];
  /** What people have decided by asking us. */
  readonly decisions?: readonly Decision[];
  /** What the portal and later events should know. */
  readonly remember?: readonly Memo[];
  /** What we should no longer know; before anything is remembered. */
  readonly forget?: readonly Forgetting[];
  /** Work that follows, each on its own and in its repository's turn. */
  readonly next?: readonly Delivery[];
}

/** A person's decision that stands in the audit log beside the writes. */
export interface Decision {
  readonly kind: string;
  /** `acme/http-client#12`. */
  readonly target: string;
  /** A sentence on what was decided, by whom, and why. */
  readonly result: string;
}

/** Something in our own store, or all whose key begins so, that isn't to be kept any longer. */
export type Forgetting = { readonly kind: string } & ({ readonly key: string } | { readonly prefix: string });

/** Something to keep in our own store. */
export interface Memo {
  readonly kind: string;
  readonly key: string;
  readonly value: unknown;
}
