/** One write to GitHub, or one decision of a person, for those who ask later who or what caused it. */
export interface AuditEntry {
  /** The delivery that it follows from. */
  readonly delivery: string;
  readonly event: string;
  /** Whose doing the event was: a login, where the payload names one. */
  readonly sender: string | null;
  readonly installation: number;
  /** `owner/name`. */
  readonly repository: string | null;
  /** An action's kind, such as `comment`, or a decision's, such as `override`. */
  readonly kind: string;
  /** `acme/http-client#12`. */
  readonly target: string;
  /** `written`, or what GitHub said instead. */
  readonly result: string;
  /** Git's id of the policy's text; `null` without a policy. */
  readonly policy: string | null;
}
