import type { RepositoryRef } from '../domain/repository.ts';

/** A repository as REST routes name it. */
export function path(repository: RepositoryRef): { owner: string; repo: string } {
  return { owner: repository.owner, repo: repository.name };
}
