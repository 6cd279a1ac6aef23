import type { PackageType } from './package-type.ts';
import type { Tier } from './tier.ts';
import type { Mode, RuleSetting, Waiver } from './verdict.ts';

/** What the organisation's policy comes to for one repository: tiers, `where`, waivers and the repository's own tightening worked in. */
export interface EffectivePolicy {
  readonly mode: Mode;
  /** `false` where the policy leaves the repository out (include, exclude, archived, forks). */
  readonly governed: boolean;
  readonly rules: readonly RuleSetting[];
  readonly pullRequestRules: readonly RuleSetting[];
  readonly registryRules: readonly RuleSetting[];
  /** Those in force today for this repository. */
  readonly waivers: readonly Waiver[];
  /** Which types and tiers a package of each may depend on. */
  readonly mayDependOn: {
    readonly types: Readonly<Record<PackageType, readonly PackageType[]>>;
    readonly tiers: Readonly<Record<Tier, readonly Tier[]>>;
  };
  /** Rule ids that must pass for each tier to be earned. */
  readonly requires: Readonly<Record<Tier, readonly string[]>>;
}
