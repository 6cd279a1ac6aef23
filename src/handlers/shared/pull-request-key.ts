import { fullName, type RepositoryRef } from '../../domain/repository.ts';

/** What is remembered of one pull request is remembered under this. */
export function pullRequestKey(repository: RepositoryRef, number: number): string {
  // The end keeps #1 from being taken for the beginning of #10.
  return `${fullName(repository)}#${number};`.toLowerCase();
}
