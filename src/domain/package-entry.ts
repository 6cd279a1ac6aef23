import type { PackageType } from './package-type.ts';
import type { Deprecation, Ecosystem, Support } from './project.ts';
import type { ReleaseAsset } from './release.ts';
import type { Tier } from './tier.ts';

/** A package another version needs, as its version file declares it. */
export interface Dependency {
  readonly name: string;
  /** The range as written in the ecosystem's own syntax; `null` where none is given. */
  readonly range: string | null;
  readonly kind: 'runtime' | 'development' | 'optional' | 'weak';
}

/** One registered version of a package. */
export interface PackageVersion {
  /** Semantic version without `v`. */
  readonly version: string;
  readonly tag: string;
  /** 40 hex digits. */
  readonly commit: string;
  /** The tree of the package's folder at the commit, 40 hex digits. */
  readonly tree: string;
  /** ISO 8601. */
  readonly released: string;
  readonly prerelease: boolean;
  /** `false`, `true`, or the reason. */
  readonly yanked: boolean | string;
  readonly dependencies: readonly Dependency[];
  readonly assets: readonly ReleaseAsset[];
}

/** `packages/<name>.json`: the registry's source of truth, keys in this order, versions in semver order. */
export interface PackageEntry {
  readonly name: string;
  readonly title: string | null;
  readonly description: string | null;
  /** `owner/name`. */
  readonly repository: string;
  readonly url: string;
  /** The package's folder in the repository, `.` for its root. */
  readonly path: string;
  readonly ecosystem: Ecosystem;
  readonly type: PackageType | null;
  readonly tier: Tier | null;
  readonly owners: readonly string[];
  readonly support: Support;
  readonly documentation: string | null;
  /** SPDX identifier. */
  readonly license: string | null;
  readonly topics: readonly string[];
  /** Absent where it is in use. */
  readonly deprecated?: Deprecation;
  readonly versions: readonly PackageVersion[];
}
