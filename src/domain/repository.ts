/** `owner/name`, split; what every call to GitHub is addressed by. */
export interface RepositoryRef {
  readonly owner: string;
  readonly name: string;
}

export type Visibility = 'public' | 'internal' | 'private';

/** A repository as GitHub describes it. */
export interface Repository extends RepositoryRef {
  readonly description: string | null;
  readonly topics: readonly string[];
  readonly visibility: Visibility;
  readonly archived: boolean;
  readonly fork: boolean;
  readonly template: boolean;
  readonly hasIssues: boolean;
  /** `null` in an empty repository. */
  readonly defaultBranch: string | null;
  /** The address of its page. */
  readonly url: string;
}

export function fullName(repository: RepositoryRef): string {
  return `${repository.owner}/${repository.name}`;
}

/** Reads `owner/name`; `null` where it is anything else. */
export function parseFullName(text: string): RepositoryRef | null {
  const [owner, name, ...rest] = text.split('/');
  return owner && name && rest.length === 0 ? { owner, name } : null;
}

/** GitHub compares names without regard to case. */
export function sameRepository(one: RepositoryRef, other: RepositoryRef): boolean {
  return fullName(one).toLowerCase() === fullName(other).toLowerCase();
}
