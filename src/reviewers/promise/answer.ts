/** What became of one promise of a first answer. */
export interface Answer {
  /** `owner/name` */
  readonly repository: string;
  readonly number: number;
  /** Since when the author waited, by when an answer was promised, when it came (`null`: not yet); ISO 8601. */
  readonly since: string;
  readonly due: string;
  readonly answeredAt: string | null;
}
