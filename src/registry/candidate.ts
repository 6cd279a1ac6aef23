import type { ScoredActivity } from '../domain/activity.ts';
import type { PackageEntry } from '../domain/package-entry.ts';
import type { Problem } from '../domain/problem.ts';
import type { Project, ProjectPackage } from '../domain/project.ts';
import type { Release } from '../domain/release.ts';
import type { RepositoryRef } from '../domain/repository.ts';
import type { RegisteredDependency } from './dependencies.ts';
import type { ReadVersionFile } from './version-files/index.ts';

/** A version that asks to be registered: all that the acceptance rules may know. */
export interface Candidate {
  readonly repository: RepositoryRef & {
    readonly url: string;
    /** The remote of a checkout, as it is written there; absent where the repository is known by its page alone. */
    readonly remote?: string;
    readonly topics: readonly string[];
  };
  readonly project: Project;
  /** What is wrong with the manifest, of which then nothing counts. */
  readonly manifestProblems: readonly Problem[];
  readonly package: ProjectPackage;
  readonly version: string;
  readonly prerelease: boolean;
  readonly release: Release;
  /** 40 hex digits. */
  readonly commit: string;
  /** Tree of the package's folder at the commit; `null` where the folder isn't there. */
  readonly tree: string | null;
  /** Paths of the files in the package's folder, as far as they are known. */
  readonly files?: readonly string[];
  readonly versionFile: ReadVersionFile | null;
  /** SPDX identifier; `null` where none is found. */
  readonly license: string | null;
  /** Of its repository; `null` where what the registry says of it stays, and absent where it isn’t known, as on a checkout. */
  readonly activity?: ScoredActivity | null;
  /** The tag's commit is the default branch's or one before it; `null` where that isn't known. */
  readonly onDefaultBranch: boolean | null;
  /** What the registry holds of the package, `null` where it is new. */
  readonly registered: PackageEntry | null;
  /** In some format the registry holds the package, be it without an entry in the catalogue. */
  readonly isKnown: boolean;
  /** Registered versions → the ranges of their language, as a format of the registry writes them; of Julia alone. */
  readonly languages?: ReadonlyMap<string, readonly string[]>;
  /** Of its dependencies, those that the registry holds. */
  readonly dependencies: readonly RegisteredDependency[];
  /** Names of all registered packages; `null` where they aren’t known, and not needed where the package is registered already. */
  readonly known: readonly string[] | null;
}
