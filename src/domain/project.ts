import type { PackageType } from './package-type.ts';
import type { Tier } from './tier.ts';

/** The package managers whose version files the product reads; `generic` has none. */
export const ECOSYSTEMS = ['npm', 'python', 'julia', 'cargo', 'go', 'maven', 'generic'] as const;

export type Ecosystem = (typeof ECOSYSTEMS)[number];

export interface Support {
  readonly channel?: string;
  /** The promise, as written: `2 working days`. */
  readonly response?: string;
  readonly bugs?: string;
  readonly features?: string;
}

/** Nobody should begin to use it. */
export interface Deprecation {
  /** A sentence for those who use it. */
  readonly reason?: string;
  /** What to use in its place: a package's name, or an address. */
  readonly alternative?: string;
}

/** One package of a repository; a repository without a list has one at `.`. */
export interface ProjectPackage {
  readonly name: string;
  readonly path: string;
  readonly ecosystem?: Ecosystem;
  readonly tier?: Tier;
  readonly type?: PackageType;
  readonly description?: string;
  readonly deprecated?: Deprecation;
}

/** What a repository says of itself, whichever file it says it in. */
export interface Project {
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: PackageType;
  readonly domain?: string;
  readonly tier?: Tier;
  /** As written: `@acme/platform`, `@alice`. */
  readonly owners: readonly string[];
  readonly trustedCommitters: readonly string[];
  readonly support: Support;
  readonly documentation?: string;
  readonly contributions: readonly string[];
  readonly skills: readonly string[];
  readonly packages: readonly ProjectPackage[];
  /** Where its packages are to be registered, `owner/name`; absent: where the policy says. */
  readonly registry?: string;
  /** Of all its packages. */
  readonly deprecated?: Deprecation;
  /** Its manifest names no package: what its packages are called is no statement. */
  readonly unnamed?: boolean;
  /** The file this was read from, `null` where the repository has none and these are defaults. */
  readonly source: string | null;
}
