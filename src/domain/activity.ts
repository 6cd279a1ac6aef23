/** What GitHub counts of a repository, and when things last happened there. */
export interface Activity {
  /** GitHub's own number of the repository, the same for as long as it exists. */
  readonly id: number;
  readonly stars: number;
  readonly forks: number;
  /** People who are told of everything that happens there. */
  readonly subscribers: number;
  /** Without pull requests. */
  readonly openIssues: number;
  /** ISO 8601. */
  readonly created: string;
  /** ISO 8601; of whatever last changed of the repository itself. */
  readonly updated: string;
  /** ISO 8601; `null` where nothing was ever pushed. */
  readonly pushed: string | null;
  /** The language that most of it is written in, as GitHub calls it; `null` where it found none. */
  readonly language: string | null;
  /** Commits a week to the default branch, the mean of the last 13 weeks. */
  readonly weeklyCommits: number;
}

/** Activity with what it amounts to at the time that it was read. */
export interface ScoredActivity extends Activity {
  /** As the InnerSource portal scores it: a whole number, 0 where nothing happens. */
  readonly score: number;
}
