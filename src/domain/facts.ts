import type { ResolvedOwner } from './person.ts';
import type { Problem } from './problem.ts';
import type { Project } from './project.ts';
import type { Repository } from './repository.ts';

export interface TreeEntry {
  /** From the repository's root, forward slashes. */
  readonly path: string;
  readonly type: 'file' | 'folder' | 'symlink' | 'submodule';
  /** Bytes; absent for folders. */
  readonly size?: number;
}

/** A set of files: what is there, and the text of those that rules read. */
export interface FileTree {
  readonly entries: readonly TreeEntry[];
  /** path → text, for the governed files only. */
  readonly texts: ReadonlyMap<string, string>;
}

/** A version that the project has published. */
export interface PublishedVersion {
  readonly tag: string;
  readonly prerelease: boolean;
}

/**
 * All that the rules may know of one repository at one commit of its default (or a pull request's base) branch. A fact that is `undefined`
 * could not be known where the rules run (a local checkout knows no teams); a rule that needs it does not apply there.
 */
export interface ProjectFacts {
  readonly project: Project;
  /** What was wrong in the manifest; empty where it is in order or absent. */
  readonly manifestProblems: readonly Problem[];
  readonly files: FileTree;
  /** Every file of the repository; `undefined` where no rule asks for them, or GitHub doesn't list all. */
  readonly paths: readonly string[] | undefined;
  /** The organisation's `.github` repository, whose community health files count for all; `null` where there is none. */
  readonly inherited: (FileTree & { readonly repository: string }) | null | undefined;
  readonly repository: Repository | undefined;
  /** SPDX identifier that GitHub found, `null` where it found none it knows. */
  readonly license: string | null | undefined;
  readonly owners: readonly ResolvedOwner[] | undefined;
  /** Owners named in CODEOWNERS, looked up. */
  readonly codeowners: readonly ResolvedOwner[] | undefined;
  readonly versions: readonly PublishedVersion[] | undefined;
}
