import type { ProjectFacts } from '../domain/facts.ts';
import { TIERS, type Tier } from '../domain/tier.ts';
import type { Verdict } from '../domain/verdict.ts';
import { evaluate } from '../rules/evaluate.ts';
import { type EffectiveInput, effectivePolicy } from './effective.ts';

/** The tier above; `null` above the highest. */
export function nextTier(declared: Tier | undefined): Tier | null {
  return TIERS[declared ? TIERS.indexOf(declared) + 1 : 0] ?? null;
}

/**
 * What the policy requires of a tier, judged as if the project declared it: one verdict a requirement, and that of the rule `tier` where it
 * asks for more than these (a stable version, say). Rules that the policy has switched off are judged too, as a tier may require them.
 */
export function requirementsOf(tier: Tier, input: EffectiveInput & { facts: ProjectFacts }): readonly Verdict[] {
  const project = { ...input.project, tier };
  const policy = effectivePolicy({ ...input, project });
  const required = policy.requires[tier];
  const rules = policy.rules.map((setting) =>
    [...required, 'tier'].includes(setting.rule)
      ? { ...setting, level: 'error' as const, mode: 'enforce' as const }
      : setting,
  );
  const verdicts = evaluate({ facts: { ...input.facts, project }, policy: { ...policy, rules } });
  const found = verdicts.filter(({ rule }) => required.includes(rule));
  const isMissing = found.some(({ status }) => status === 'fail');
  const further = verdicts.filter(({ rule, status }) => rule === 'tier' && status === 'fail' && !isMissing);
  return [...found, ...further];
}
