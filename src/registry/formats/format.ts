import type { FileChange } from '../../domain/action.ts';
import type { PackageEntry, PackageVersion } from '../../domain/package-entry.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Candidate } from '../candidate.ts';

/** A version that the rules let in: the package's entry with it, and the candidate that it comes from. */
export interface Registration {
  readonly entry: PackageEntry;
  readonly candidate: Candidate;
}

/** path → text of the registry's files, `null` where a file doesn't exist. */
export type RegistryFiles = ReadonlyMap<string, string | null>;

/** A whole registry, its files read when they are asked for. */
export interface RegistryTree {
  /** Paths of all files, sorted. */
  readonly paths: readonly string[];
  /** `null` where there is no such file. */
  readonly read: (path: string) => string | null;
}

/** Something in a registry's files that isn't in order. */
export interface Finding {
  /** An `error` misleads those who install, a `warning` is put right by the next registration, `info` is worth to know. */
  readonly level: 'error' | 'warning' | 'info';
  readonly path: string;
  readonly summary: string;
  readonly expected?: string;
  readonly found?: string;
  readonly fix?: string;
}

/** What is known of a version before the registry is read. */
export type Subject = Pick<Candidate, 'package' | 'versionFile'>;

/** What a format says of a version that it leaves out; nothing is wrong with the registry. */
export type Omission = Omit<Refusal, 'rule'>;

/** One format of the registry: a pure writer from a registration and the current files to what changes. */
export interface Format {
  /** Also its folder's name and its key in the policy. */
  readonly id: string;
  /** The file or folder whose presence in a registry means that it keeps this format; `null` where there is none. */
  readonly home: string | null;
  /** Paths of files that show, without the home, that a registry has kept the format. */
  readonly traces?: RegExp;
  /**
   * The files that it needs to see for this package, at most a handful: the registry is never listed. Asked again with what was read, until it
   * names nothing new, since one file may tell where the others lie.
   */
  readonly paths: (subject: Subject, seen: RegistryFiles) => readonly string[];
  /** The registry holds the package already, whatever its catalogue says: one that was kept without Innkeeper until now. */
  readonly holds?: (subject: Subject, current: RegistryFiles) => boolean;
  /** Versions that the format holds → the ranges of the language that they run on. */
  readonly languages?: (subject: Subject, current: RegistryFiles) => ReadonlyMap<string, readonly string[]>;
  /** Why it can't take the version, by a registry rule's id. Nothing is then written, in no format. */
  readonly refuse?: (registration: Registration, current: RegistryFiles) => readonly Refusal[];
  /** Why a registered version isn't in its files, where a maintainer may expect it there. */
  readonly omits?: (entry: PackageEntry, version: PackageVersion) => Omission | null;
  /** Only asked for what it doesn't refuse. */
  readonly write: (registration: Registration, current: RegistryFiles) => readonly FileChange[];
  /** Brings its files up to an entry that changed without a release; absent where the entry is all that there is. */
  readonly follow?: {
    /** As {@link Format.paths}. */
    readonly paths: (entry: PackageEntry, seen: RegistryFiles) => readonly string[];
    readonly write: (entry: PackageEntry, before: PackageEntry, current: RegistryFiles) => readonly FileChange[];
  };
  /**
   * What isn't in order in the format's files, and where they disagree with the catalogue.
   * @param entries all entries of the catalogue that can be read
   */
  readonly verify?: (tree: RegistryTree, entries: readonly PackageEntry[]) => readonly Finding[];
}
