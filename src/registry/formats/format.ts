import type { FileChange } from '../../domain/action.ts';
import type { PackageEntry } from '../../domain/package-entry.ts';

/** One format of the registry: a pure writer from an entry and the current files to what changes. */
export interface Format {
  /** Also its folder's name and its key in the policy. */
  readonly id: string;
  /** The files it needs to see for this package. */
  readonly paths: (name: string) => readonly string[];
  /** @param current path → text, `null` where the file doesn't exist */
  readonly write: (entry: PackageEntry, current: ReadonlyMap<string, string | null>) => readonly FileChange[];
}
