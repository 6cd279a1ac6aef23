import type { Dependency } from '../../domain/package-entry.ts';
import type { Ecosystem } from '../../domain/project.ts';

/** What an ecosystem's own file says of a package; what it doesn't say is `null`. */
export interface VersionFileContent {
  readonly name: string | null;
  /** `null` too where it is worked out elsewhere (from the tag, by the release's own script): then it can't disagree with a tag. */
  readonly version: string | null;
  /** The major version, where that alone is said. */
  readonly major?: number;
  readonly license: string | null;
  readonly dependencies: readonly Dependency[];
  /** The language’s own range, where the file bounds it like a dependency. */
  readonly language?: Pick<Dependency, 'name' | 'range'>;
  /** It describes no package that anybody installs, but the repository's tools. */
  readonly tooling?: boolean;
}

/** One ecosystem's file: where it lies in a package's folder, and how it is read. */
export interface VersionFile {
  readonly ecosystem: Ecosystem;
  readonly file: string;
  /** A file that is read in its place where it exists. */
  readonly unless?: string;
  /**
   * `null` where the text, though in order, speaks of no package. Throws where it is out of order.
   * @param root the same file at the repository's root, where that is another one
   */
  readonly read: (text: string, root?: string) => VersionFileContent | null;
}

/** A version file longer than this is not read, in characters. */
export const VERSION_FILE_LIMIT = 1_000_000;

export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

export function tableOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** Not that which stands there until the release sets it: `0.0.0-development`, `${revision}`. */
export function versionOf(value: unknown): string | null {
  const text = value instanceof Date ? value.toISOString() : typeof value === 'number' ? String(value) : textOf(value);
  return text === null || /^0\.0\.0-|\$\{/.test(text) ? null : text;
}
