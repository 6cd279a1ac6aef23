import type { ResolvedOwner } from '../../domain/person.ts';
import type { Repository } from '../../domain/repository.ts';
import type { PullRequestReading } from '../../github/read-pull-request.ts';
import { codeownersText } from '../../reviewers/codeowners/location.ts';
import { readCodeowners } from '../../reviewers/codeowners/read.ts';
import type { OwnedFile, Unaskable } from '../../reviewers/selection.ts';
import { mayReview, whyNoCodeOwner } from '../../reviewers/suitability.ts';
import { ownersAmong } from './judge.ts';

/** A changed file with everybody whom its line of CODEOWNERS names. */
export type NamedFile = Omit<OwnedFile, 'orphaned'>;

export function namedFiles(reading: PullRequestReading): readonly NamedFile[] {
  const text = codeownersText(reading.files);
  const codeowners = text === null ? null : readCodeowners(text);
  return reading.pullRequest.files.map(({ path }) => {
    const rule = codeowners?.match(path) ?? null;
    return { path, owners: rule?.owners ?? [], pattern: rule?.pattern ?? null };
  });
}

/** Everybody once, as written. */
export function ownersOf(files: readonly NamedFile[]): readonly string[] {
  return [...new Set(files.flatMap(({ owners }) => owners))];
}

/** The files with those alone whom GitHub takes for their owners. */
export function ownedFiles(
  files: readonly NamedFile[],
  resolved: readonly ResolvedOwner[],
  repository: Repository,
): readonly OwnedFile[] {
  const dropped = new Set(
    resolved.filter((owner) => whyNoCodeOwner(owner, repository)).map(({ owner }) => owner.toLowerCase()),
  );
  return files.map(({ path, owners: named, pattern }) => {
    const owners = named.filter((owner) => !dropped.has(owner.toLowerCase()));
    return { path, owners, pattern, orphaned: named.length > 0 && owners.length === 0 };
  });
}

/** Of whom nobody can be asked as what they are named for. @param named in CODEOWNERS; `others` elsewhere, where it takes less to be asked */
export function unaskableAmong(
  resolved: readonly ResolvedOwner[],
  { named, others, repository }: { named: readonly string[]; others: readonly string[]; repository: Repository },
): readonly Unaskable[] {
  const codeOwners = ownersAmong(resolved, named);
  const unseen = ownersAmong(resolved, others).filter(
    (owner) => !codeOwners.includes(owner) && !mayReview(owner, repository),
  );
  return [
    ...codeOwners.flatMap((owner): Unaskable[] => {
      const why = whyNoCodeOwner(owner, repository);
      return why ? [{ owner: owner.owner, why }] : [];
    }),
    ...unseen.map(({ owner }): Unaskable => ({ owner, why: 'unseen' })),
  ];
}
