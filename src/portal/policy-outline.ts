import { effectivePolicy } from '../config/effective.ts';
import type { Policy } from '../config/policy.ts';
import type { EffectivePolicy } from '../domain/effective-policy.ts';
import { TIERS, type Tier } from '../domain/tier.ts';
import type { Level } from '../domain/verdict.ts';
import { REGISTRY_RULES } from '../registry/rules/index.ts';
import { RULES } from '../rules/index.ts';
import { PULL_REQUEST_RULES } from '../rules/pull-request/index.ts';
import type { RuleHead } from '../rules/rule.ts';
import type { Organization } from './ports.ts';

/** A rule, and how an organisation weighs it. */
export interface RuleOutline extends Pick<RuleHead, 'id' | 'title' | 'help'> {
  readonly levels: Readonly<Record<Tier, Level>>;
}

/** What everybody may know of an organisation's policy: what it asks for, not of whom it asks less. */
export interface PolicyOutline {
  readonly organization: string;
  readonly mode: Policy['mode'];
  readonly tiers: readonly {
    readonly tier: Tier;
    readonly description: string;
    readonly requires: readonly string[];
  }[];
  readonly groups: readonly { readonly title: string; readonly rules: readonly RuleOutline[] }[];
}

/** @param today `YYYY-MM-DD` */
export function policyOutlines(organizations: readonly Organization[], today: string): readonly PolicyOutline[] {
  return organizations.map(({ login, policy }) => {
    const byTier = Object.fromEntries(TIERS.map((tier) => [tier, effectiveAt(policy, tier, today)])) as ByTier;
    return {
      organization: login,
      mode: policy.mode,
      tiers: TIERS.map((tier) => ({
        tier,
        description: policy.tiers[tier].description,
        requires: policy.tiers[tier].requires,
      })),
      groups: [
        { title: 'Repositories', rules: outline(RULES, byTier, 'rules') },
        { title: 'Pull requests', rules: outline(PULL_REQUEST_RULES, byTier, 'pullRequestRules') },
        { title: 'Registry', rules: outline(REGISTRY_RULES, byTier, 'registryRules') },
      ],
    };
  });
}

type ByTier = Readonly<Record<Tier, EffectivePolicy>>;

/** Of a repository of which no more is known than its tier. */
function effectiveAt(policy: Policy, tier: Tier, today: string): EffectivePolicy {
  const project = {
    name: '',
    tier,
    owners: [],
    trustedCommitters: [],
    support: {},
    contributions: [],
    skills: [],
    packages: [],
    source: null,
  };
  return effectivePolicy({ policy, manifest: null, project, repository: { name: '' }, today });
}

function outline(
  rules: readonly RuleHead[],
  byTier: ByTier,
  group: 'rules' | 'pullRequestRules' | 'registryRules',
): readonly RuleOutline[] {
  const levelAt = (id: string, tier: Tier): Level => {
    const setting = byTier[tier][group].find(({ rule }) => rule === id);
    return !setting || setting.mode === 'off' ? 'off' : setting.level;
  };
  return rules.map(({ id, title, help }) => ({
    id,
    title,
    help,
    levels: Object.fromEntries(TIERS.map((tier) => [tier, levelAt(id, tier)])) as Record<Tier, Level>,
  }));
}
