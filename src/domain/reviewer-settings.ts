export const STRATEGIES = ['least-loaded', 'round-robin', 'random', 'expertise'] as const;

/**
 * Who is asked among people who would do equally well. `least-loaded`: the fewest open review requests over the organisation. `round-robin`: in
 * turn, by the pull request's number. `random`: drawn, the busier the less likely. `expertise`: the most commits to the changed files of late.
 */
export type Strategy = (typeof STRATEGIES)[number];

/** So many people of `from` for changes under `paths`. */
export interface ReviewerGroup {
  /** Globs over changed files. */
  readonly paths: readonly string[];
  /** `@acme/security`. */
  readonly from: string;
  readonly count: number;
}

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** When some people work: out of these hours others are asked before them. */
export interface WorkingHours {
  /** Logins. */
  readonly people: readonly string[];
  /** IANA name. */
  readonly timeZone: string;
  readonly days: readonly (typeof WEEKDAYS)[number][];
  /** `09:00-17:00`. */
  readonly hours: string;
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
}
