/** `off` never reaches a verdict. */
export const LEVELS = ['off', 'info', 'warning', 'error'] as const;

export type Level = (typeof LEVELS)[number];

/** How far a finding may reach: nothing, the portal and command line, comments, or a failing check. */
export const MODES = ['off', 'report', 'warn', 'enforce'] as const;

export type Mode = (typeof MODES)[number];

export type VerdictStatus = 'pass' | 'fail' | 'pending' | 'waived' | 'not-applicable';

/** What a rule found, before the policy weighs it. Sentences are whole and end with a full stop. */
export interface Finding {
  readonly status: Exclude<VerdictStatus, 'waived'>;
  readonly summary: string;
  readonly expected?: string;
  readonly found?: string;
  readonly fix?: string;
  /** Of a pending one: whose doing it waits for, as the end of the sentence “Waits for …”. It keeps a check in progress. */
  readonly waitsFor?: string;
  /** The file that was judged, where there is one. */
  readonly path?: string;
  /** From 1. */
  readonly line?: number;
  /** Paths any of which, once added or changed, may mend it; a pull request that does so isn't blamed for it. */
  readonly mendedBy?: readonly string[];
}

export interface Waiver {
  readonly rule: string;
  /** A glob over repository names. */
  readonly repository: string;
  readonly reason: string;
  readonly owner: string;
  /** `YYYY-MM-DD`: the last day it holds. */
  readonly until: string;
}

/** A finding weighed by the policy. */
export interface Verdict extends Omit<Finding, 'status'> {
  readonly rule: string;
  readonly title: string;
  readonly status: VerdictStatus;
  readonly level: Exclude<Level, 'off'>;
  readonly mode: Exclude<Mode, 'off'>;
  readonly waiver?: Waiver;
}

/** A rule's setting for one repository, after tiers, `where`, and the repository's own tightening. */
export interface RuleSetting {
  readonly rule: string;
  readonly level: Level;
  readonly mode: Mode;
  /** Checked against the rule's own schema. */
  readonly options: unknown;
}
