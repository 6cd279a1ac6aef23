import type { ReviewerSettings } from '../domain/reviewer-settings.ts';

/** Somebody who could be asked. */
export interface Candidate {
  readonly login: string;
  /** The owners, as written, through whom this person owns something here: `@acme/platform`, `@alice`. */
  readonly via: readonly string[];
  /** Open review requests over the organisation; `null` where unknown. */
  readonly openRequests: number | null;
  /** Says of themselves that they are busy. */
  readonly busy: boolean;
  /** Doesn't work at this hour, by the policy. */
  readonly offHours: boolean;
  /** Commits to the changed files of late; 0 where the strategy doesn't ask for them. */
  readonly commits: number;
}

export interface OwnedFile {
  readonly path: string;
  /** Those whom GitHub takes for its owners, as written. */
  readonly owners: readonly string[];
  /** The CODEOWNERS pattern that decides; `null` where none matches. */
  readonly pattern: string | null;
  /** Its line names owners, and GitHub drops them all. */
  readonly orphaned: boolean;
}

/** A team among the owners. */
export interface TeamOwner {
  /** As written: `@acme/platform`. */
  readonly owner: string;
  /** May be asked as a whole: exists, and was given access to the repository. */
  readonly askable: boolean;
  /** GitHub's own code review assignment picks people of it as soon as the team is asked. */
  readonly assigns: boolean;
}

/** An owner, as written, of whom nobody can be asked as such. */
export interface Unaskable {
  readonly owner: string;
  /** `unseen`: doesn't exist, or can't read the repository. The others are named in CODEOWNERS, and GitHub takes them for no owners. */
  readonly why: 'unseen' | 'secret' | 'no-write';
}

/** Logins and team slugs. */
export interface Asked {
  readonly users: readonly string[];
  readonly teams: readonly string[];
}

/** So many people of certain owners, because the policy says so. */
export interface Wish {
  readonly reason: Reason;
  readonly from: readonly string[];
  readonly count: number;
}

export interface SelectionInput {
  readonly author: string;
  readonly files: readonly OwnedFile[];
  /** There are more changed files than these. */
  readonly filesTruncated: boolean;
  /** Owners of the project, as written. */
  readonly owningTeams: readonly string[];
  /** Its trusted committers, as written: they stand in for the owners, and are the first choice from outside. */
  readonly trusted: readonly string[];
  readonly candidates: readonly Candidate[];
  readonly teams: readonly TeamOwner[];
  readonly unaskable: readonly Unaskable[];
  readonly wishes: readonly Wish[];
  /** Whose review is asked for now. */
  readonly requested: Asked;
  /** Who has reviewed. */
  readonly reviewed: readonly string[];
  /** Whom a person took off again. */
  readonly removed: Asked;
  /** Whom GitHub didn't take as reviewers here: logins and team slugs. */
  readonly refused: readonly string[];
  readonly settings: ReviewerSettings;
  /** Equal seeds choose equal people. */
  readonly seed: string;
  /** The pull request's number: whose turn it is. */
  readonly turn: number;
}

export type Reason =
  | { readonly kind: 'owns-files'; readonly pattern: string; readonly files: number }
  | { readonly kind: 'owning-team'; readonly team: string }
  | { readonly kind: 'trusted-committer' }
  | { readonly kind: 'group'; readonly from: string; readonly paths: readonly string[] }
  | { readonly kind: 'expert'; readonly from: string; readonly domain: string }
  | { readonly kind: 'dependents'; readonly package: string; readonly dependents: readonly string[] }
  | { readonly kind: 'outside' }
  /** Asked by somebody else, or reviewing unasked. */
  | { readonly kind: 'already' }
  /** Nobody of the team could be asked by name. */
  | { readonly kind: 'whole-team' }
  /** GitHub picks people of the team itself. */
  | { readonly kind: 'assigning-team' };

/** How somebody was preferred to others who would have done as well. */
export interface Preference {
  readonly among: number;
  /** The owner they all belong to, where there is one. */
  readonly team: string | null;
  /** What decided among them. `equal`: nothing but the lot. */
  readonly by: 'load' | 'turn' | 'draw' | 'commits' | 'equal';
}

export interface Chosen {
  /** A login, or `@org/team`. */
  readonly who: string;
  readonly team: boolean;
  /** Never empty. */
  readonly reasons: readonly Reason[];
  readonly preference: Preference | null;
  /** Asked or reviewing already: nothing is left to do. */
  readonly already: boolean;
}

export type WhyNot = 'author' | 'away' | 'busy' | 'excluded' | 'over-cap' | 'removed' | 'bot' | 'refused' | 'off-hours';

export interface PassedOver {
  readonly login: string;
  readonly why: WhyNot;
}

/** What was wished for and nobody could be found for. */
export interface Missing {
  readonly reason: Reason;
  readonly count: number;
  /** `maximum`: somebody could be asked, were not enough asked already. `nobody`: nobody can. */
  readonly why: 'maximum' | 'nobody';
}

export interface Selection {
  readonly reviewers: readonly Chosen[];
  readonly passedOver: readonly PassedOver[];
  readonly missing: readonly Missing[];
  readonly unaskable: readonly Unaskable[];
  /** Changed files that no line of CODEOWNERS speaks of; 0 where it speaks of none of them. */
  readonly unowned: number;
  /** Only so many of the changed files were looked at; `null` where all were. */
  readonly cutAt: number | null;
}
