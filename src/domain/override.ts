/** Somebody lifted the approvals of a pull request, for one head of it. */
export interface Override {
  /** The commit it holds for, 40 hex digits. */
  readonly head: string;
  /** A login. */
  readonly by: string;
  readonly reason: string;
}
