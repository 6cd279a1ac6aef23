import type { FileChange } from '../../domain/action.ts';
import type { PackageEntry } from '../../domain/package-entry.ts';
import type { Candidate } from '../candidate.ts';

/** A version that the rules let in: the package's entry with it, and the candidate that it comes from. */
export interface Registration {
  readonly entry: PackageEntry;
  readonly candidate: Candidate;
}

/** path → text of the registry's files, `null` where a file doesn't exist. */
export type RegistryFiles = ReadonlyMap<string, string | null>;

/** One format of the registry: a pure writer from a registration and the current files to what changes. */
export interface Format {
  /** Also its folder's name and its key in the policy. */
  readonly id: string;
  /** The file whose presence in a registry means that it keeps this format; `null` where there is none. */
  readonly home: string | null;
  /** The files that it needs to see for this package, at most a handful: the registry is never listed. */
  readonly paths: (name: string) => readonly string[];
  readonly write: (registration: Registration, current: RegistryFiles) => readonly FileChange[];
}
