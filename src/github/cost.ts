/** What a request costs of GitHub's secondary limits. */
export interface Cost {
  /** REST and GraphQL have points of their own. */
  readonly api: 'rest' | 'graphql';
  readonly points: number;
  /** Content-creating writes: those that people are notified of, and commits. */
  readonly notifying: number;
}

const NOTIFYING =
  /^POST \/repos\/[^/]+\/[^/]+\/(?:issues|pulls|(?:issues|pulls)\/[^/]+\/comments|pulls\/[^/]+\/(?:reviews|requested_reviewers))$/;

/**
 * Source: GitHub's "Rate limits for the REST API", "Calculating points for the secondary rate limit".
 * @param route `POST /repos/{owner}/{repo}/issues`
 * @param query of GraphQL
 */
export function costOf(route: string, query?: string): Cost {
  if (query !== undefined) {
    return /^\s*mutation\b/.test(query)
      ? { api: 'graphql', points: 5, notifying: 1 }
      : { api: 'graphql', points: 1, notifying: 0 };
  }
  if (/^(?:GET|HEAD|OPTIONS) /.test(route)) return { api: 'rest', points: 1, notifying: 0 };
  return { api: 'rest', points: 5, notifying: NOTIFYING.test(route) ? 1 : 0 };
}
