export const STRATEGIES = ['least-loaded', 'round-robin', 'random', 'expertise'] as const;

export type Strategy = (typeof STRATEGIES)[number];

/** So many people of `from` for changes under `paths`. */
export interface ReviewerGroup {
  /** Globs over changed files. */
  readonly paths: readonly string[];
  /** `@acme/security`. */
  readonly from: string;
  readonly count: number;
}

/** How reviewers are chosen; the policy's `reviewers:` key. */
export interface ReviewerSettings {
  /** People of the owning team. */
  readonly owners: number;
  /** People from outside it. */
  readonly outside: number;
  readonly maximum: number;
  readonly strategy: Strategy;
  /** Open review requests a person may have and still be asked. */
  readonly cap: number;
  /** Logins, with or without `@`. */
  readonly away: readonly string[];
  readonly exclude: readonly string[];
  readonly groups: readonly ReviewerGroup[];
}
