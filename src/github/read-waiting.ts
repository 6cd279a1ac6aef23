import type { PullRequest } from '../domain/pull-request.ts';
import type { RepositoryRef } from '../domain/repository.ts';
import type { Client } from './client.ts';
import { addressOf } from './read-repository.ts';

/** A pull request whose author waits, as it is now. */
export interface WaitingReading {
  readonly author: string;
  /** Is it still to be reviewed: open, and no draft? */
  readonly reviewable: boolean;
  readonly requested: PullRequest['requested'];
  /** The texts of the App's own comments. */
  readonly comments: readonly string[];
}

interface Answer {
  readonly repository: {
    readonly pullRequest: {
      readonly state: string;
      readonly isDraft: boolean;
      readonly author: { readonly login: string } | null;
      readonly reviewRequests: {
        readonly nodes: readonly {
          readonly requestedReviewer: { readonly login?: string; readonly slug?: string } | null;
        }[];
      };
      readonly comments: { readonly nodes: readonly { readonly body: string; readonly viewerDidAuthor: boolean }[] };
    } | null;
  } | null;
}

/** One query. `null` where the pull request is gone. */
export async function readWaiting(
  client: Client,
  repository: RepositoryRef,
  number: number,
): Promise<WaitingReading | null> {
  const answer = await client.graphql<Answer>(
    `query Waiting($owner: String!, $name: String!, $number: Int!) {
      repository(owner: $owner, name: $name) { pullRequest(number: $number) {
        state isDraft author { login }
        reviewRequests(first: 50) { nodes { requestedReviewer { ... on User { login } ... on Team { slug } } } }
        comments(last: 100) { nodes { body viewerDidAuthor } }
      } }
    }`,
    { ...addressOf(repository), number },
  );
  const found = answer.repository?.pullRequest;
  if (!found) return null;
  const reviewers = found.reviewRequests.nodes.map(({ requestedReviewer }) => requestedReviewer);
  return {
    author: found.author?.login ?? 'ghost',
    reviewable: found.state === 'OPEN' && !found.isDraft,
    requested: {
      users: reviewers.flatMap((reviewer) => reviewer?.login ?? []),
      teams: reviewers.flatMap((reviewer) => reviewer?.slug ?? []),
    },
    comments: found.comments.nodes.filter(({ viewerDidAuthor }) => viewerDidAuthor).map(({ body }) => body),
  };
}
