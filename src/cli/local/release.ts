import { effectivePolicy } from '../../config/effective.ts';
import type { Policy } from '../../config/policy.ts';
import { FALLBACK_PATHS, MANIFEST_PATHS, type ReadProject, readProject } from '../../config/project.ts';
import type { EffectivePolicy } from '../../domain/effective-policy.ts';
import type { RepositoryRef } from '../../domain/repository.ts';
import { UserError } from '../../domain/user-error.ts';
import type { Candidate } from '../../registry/candidate.ts';
import { packagesOf, projectOf } from '../../registry/packages.ts';
import { readTag, type TagReading } from '../../registry/tag.ts';
import { type ReadVersionFile, readVersionFile, versionFilePaths } from '../../registry/version-files/index.ts';
import { locate } from '../../rules/documents/locate.ts';
import { detectLicense } from '../../rules/documents/spdx.ts';
import {
  defaultBranches,
  filesIn,
  isOnDefaultBranch,
  type LocalTag,
  remoteOf,
  textsAt,
  treeAt,
  webAddress,
} from './tags.ts';

/** A checkout whose tags are to be registered. */
export interface Checkout {
  readonly directory: string;
  readonly repository: RepositoryRef;
  readonly policy: Policy;
  /** The package to register, where the tag doesn't name it. */
  readonly named: string | undefined;
  /** `YYYY-MM-DD` */
  readonly today: string;
}

/** What a checkout tells of a tagged version: all but what the registry knows. */
export interface TaggedVersion {
  readonly candidate: Omit<Candidate, 'registered' | 'isKnown' | 'dependencies' | 'known'>;
  readonly effective: EffectivePolicy;
}

export interface ReadTagged {
  /** As the repository calls itself. */
  readonly name: string;
  readonly reading: TagReading;
  readonly version: TaggedVersion | null;
}

/** Reads a tag, and what stands in the repository there. @throws UserError where there is no package of the name that was asked for */
export function readTagged(checkout: Checkout, tag: LocalTag): ReadTagged {
  const { directory, repository, policy } = checkout;
  const { commit } = tag;
  const { project, manifest, problems, texts } = projectAt(checkout, commit);
  const packages = packagesOf(project, repository.name, texts);
  const wanted = checkout.named ? packages.filter(({ name }) => name === checkout.named) : packages;
  if (wanted.length === 0) {
    throw new UserError(`There is no package ${checkout.named}.`, {
      fix: `Name one of ${packages.map(({ name }) => name).join(', ')}.`,
    });
  }
  const patterns = policy.registry.tags;
  const reading = readTag({ tag: tag.name, packages: wanted, repository: repository.name, patterns });
  if (reading.kind !== 'version') return { name: project.name, reading, version: null };
  const own = reading.package;
  const versionTexts = new Map([...texts, ...textsAt(directory, commit, versionFilePaths(own.path))]);
  const versionFile = readVersionFile(own.path, own.ecosystem, versionTexts);
  const tree = treeAt(directory, commit, own.path);
  const release = {
    tag: tag.name,
    name: null,
    notes: tag.message,
    draft: false,
    prerelease: reading.prerelease,
    publishedAt: tag.date,
    url: '',
    assets: [],
  };
  return {
    name: own.name,
    reading,
    version: {
      candidate: {
        repository: { ...repository, url: webAddress(directory), remote: remoteOf(directory), topics: [] },
        project,
        manifestProblems: problems,
        package: own,
        version: reading.version,
        prerelease: reading.prerelease,
        release,
        commit,
        tree,
        files: tree === null ? [] : filesIn(directory, tree),
        versionFile,
        license: licenseAt(directory, commit, versionFile),
        onDefaultBranch: isOnDefaultBranch(directory, commit),
      },
      effective: effectivePolicy({
        policy,
        manifest,
        project: projectOf(project, own),
        repository,
        today: checkout.today,
      }),
    },
  };
}

/** What the repository says of itself at the commit; where it said nothing yet, what it says now. */
function projectAt(
  { directory, repository }: Checkout,
  commit: string,
): ReadProject & { readonly texts: ReadonlyMap<string, string> } {
  const manifests = [...MANIFEST_PATHS, ...FALLBACK_PATHS];
  const texts = textsAt(directory, commit, [...manifests, ...versionFilePaths('.')]);
  const then = readProject(texts, repository);
  if (then.project.source !== null) return { ...then, texts };
  const now = textsAt(directory, defaultBranches(directory)[0] ?? 'HEAD', manifests);
  return { ...readProject(now, repository), texts };
}

/** By the licence's text; where that is none of the common ones, what the version file says, if there is a licence to go with it. */
function licenseAt(directory: string, commit: string, versionFile: ReadVersionFile | null): string | null {
  const names = filesIn(directory, commit, 'itself');
  const entries = names.map((path) => ({ path, type: 'file' as const }));
  const path = locate('license', entries)[0]?.path;
  if (path === undefined) return null;
  const detected = detectLicense(textsAt(directory, commit, [path]).get(path) ?? '');
  return detected === 'NOASSERTION' ? (versionFile?.content?.license ?? detected) : detected;
}
