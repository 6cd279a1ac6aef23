import { fullName, type RepositoryRef } from '../domain/repository.ts';
import { CHOSEN, type ChosenBefore } from '../handlers/shared/chosen.ts';
import { pullRequestKey } from '../handlers/shared/pull-request-key.ts';
import type { Selection } from '../reviewers/selection.ts';
import type { Excerpts } from '../store/excerpts.ts';
import type { Memory } from '../store/memory.ts';

/** An open pull request whose reviewers were chosen. */
export interface ReviewedPullRequest {
  readonly number: number;
  readonly title: string;
  readonly selection: Selection;
}

/** The open pull requests that Innkeeper chose reviewers for, as it last saw them. */
export interface PullRequests {
  /** The newest first, {@link LISTED} at most. */
  ofRepository(repository: RepositoryRef): Promise<readonly ReviewedPullRequest[]>;
  /** `null` where it is closed, or nobody was to be chosen. */
  find(repository: RepositoryRef, number: number): Promise<ReviewedPullRequest | null>;
}

/** Who wants to see more of them is better served by GitHub's own list. */
const LISTED = 20;

export function createPullRequests(memory: Pick<Memory, 'get'>, excerpts: Pick<Excerpts, 'numbered'>): PullRequests {
  return {
    async ofRepository(repository) {
      const prefix = `${fullName(repository)}#`.toLowerCase();
      const found = await excerpts.numbered<ChosenBefore>(CHOSEN, prefix, LISTED);
      return found.flatMap(({ number, value }) => reviewed(number, value) ?? []);
    },
    async find(repository, number) {
      const found = await memory.get<ChosenBefore>(CHOSEN, pullRequestKey(repository, number));
      return found && reviewed(number, found);
    },
  };
}

function reviewed(number: number, { title, selection }: ChosenBefore): ReviewedPullRequest | null {
  return selection && { number, title: title ?? `Pull request ${number}`, selection };
}
