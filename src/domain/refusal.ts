/** Why the registry does not take a version, so that its maintainer can mend it. */
export interface Refusal {
  /** A registry rule's id: `version-sequence`. */
  readonly rule: string;
  readonly summary: string;
  readonly expected?: string;
  readonly found?: string;
  readonly fix: string;
}
