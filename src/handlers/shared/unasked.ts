import type { PullRequest } from '../../domain/pull-request.ts';
import type { RepositoryRef } from '../../domain/repository.ts';
import type { PullRequestReading } from '../../github/read-pull-request.ts';
import type { Ports } from '../ports.ts';
import { pullRequestKey } from './pull-request-key.ts';

/** Reviewers whom somebody took off a pull request by command: GitHub knows it as our doing, so that we must remember whose wish it was. */
export const UNASKED = 'unasked';

type People = PullRequest['requested'];

export async function unaskedReviewers(ports: Ports, repository: RepositoryRef, number: number): Promise<People> {
  return (await ports.memory.get<People>(UNASKED, pullRequestKey(repository, number))) ?? { users: [], teams: [] };
}

/** The reading, with those taken off by command among those whom a person took off. */
export async function withUnasked(ports: Ports, reading: PullRequestReading): Promise<PullRequestReading> {
  const { repository, number } = reading.pullRequest;
  const unasked = await unaskedReviewers(ports, repository, number);
  return { ...reading, removedReviewers: both(reading.removedReviewers, unasked) };
}

export function both(these: People, those: People): People {
  return { users: [...these.users, ...those.users], teams: [...these.teams, ...those.teams] };
}
