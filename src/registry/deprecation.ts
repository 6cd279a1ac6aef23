import type { Deprecation, Project, ProjectPackage } from '../domain/project.ts';

/** How our sentences begin, by which we know them again. */
export const DEPRECATED = 'Deprecated by its owners';

/** The topic that an entry has for as long as its repository is archived: its packages can be had, and nobody mends them. */
export const ARCHIVED_TOPIC = 'archived';

/** What the repository says of a package that nobody should begin to use; the topic `deprecated` says it too. */
export function deprecationOf(
  { deprecated }: Project,
  own: ProjectPackage,
  topics: readonly string[],
): Deprecation | null {
  return own.deprecated ?? deprecated ?? (topics.includes('deprecated') ? {} : null);
}

/** A sentence for those who use a deprecated package. */
export function deprecationNote({ reason, alternative }: Deprecation): string {
  const told = reason ? `: ${reason}` : '.';
  return DEPRECATED + told + (alternative ? `${/[.!?]$/.test(told) ? '' : '.'} Use ${alternative} instead.` : '');
}
