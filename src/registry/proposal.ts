import { createHash } from 'node:crypto';
import type { Candidate } from './candidate.ts';
import { cloneUrl } from './formats/julia/package-file.ts';
import { placeOf } from './formats/julia/place.ts';

type Proposed = Pick<Candidate, 'repository' | 'package' | 'version' | 'versionFile' | 'tree' | 'commit' | 'release'>;

/**
 * The branch on which a version is proposed, named as Julia's Registrator names it: one for each version of a package from a repository. A
 * package without a UUID has the beginning of its name's SHA-256 in its place.
 */
export function registrationBranch(candidate: Proposed): string {
  const { name } = candidate.package;
  const id = uuidOf(candidate) ?? sha256(name);
  const from = sha256(cloneUrl(candidate.repository)).slice(0, 10);
  return `registrator-${slugOf(name)}-${id.slice(0, 8)}-v${candidate.version}-${from}`;
}

/** The lines below a registration's first, as RegistryTools writes them, and where it is from. */
export function registrationLines(candidate: Proposed): string {
  const { repository, tree, commit, release } = candidate;
  const uuid = uuidOf(candidate);
  return [
    ...(uuid ? [`UUID: ${uuid}`] : []),
    `Repo: ${cloneUrl(repository)}`,
    ...(tree ? [`Tree: ${tree}`] : []),
    `Release: ${release.url}`,
    `Commit: ${commit}`,
  ].join('\n');
}

/** A package's name as a part of a branch's. */
export function slugOf(name: string): string {
  return name.toLowerCase().replace(/\W+/g, '-').replace(/^-|-$/g, '');
}

function uuidOf({ package: own, versionFile }: Proposed): string | null {
  return placeOf({ package: own, versionFile }, new Map())?.project.uuid ?? null;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
