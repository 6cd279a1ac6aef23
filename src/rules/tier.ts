import semver from 'semver';
import { z } from 'zod';
import { TIERS, type Tier } from '../domain/tier.ts';
import { newestVersion } from './documents/versions.ts';
import { defineRule, levels, type RuleContext } from './rule.ts';

export const tier = defineRule({
  id: 'tier',
  title: 'Maturity tier',
  help: {
    checks:
      'A tier is declared, the rules that the policy requires for it pass, and a version below 1.0.0 is not called production.',
    why: 'Others decide by the tier whether they may build on the project.',
    mend: 'Mend what is named, or declare the tier that is earned in `innersource.yml`.',
  },
  levels: levels('warning', 'warning', 'error', 'error'),
  options: z.object({
    'stable-from': z
      .enum(TIERS)
      .default('production')
      .describe('From this tier on, the newest version must be 1.0.0 or above.'),
  }),
  evaluate: ({ project, versions }, options, context) => {
    const path = project.source ? { path: project.source } : {};
    const declared = project.tier;
    if (!declared) {
      return {
        status: 'fail',
        summary: 'No maturity tier is declared.',
        expected: `One of ${TIERS.join(', ')}.`,
        found: 'None.',
        fix: `Add a line such as \`tier: ${TIERS[0]}\` to innersource.yml.`,
        ...path,
      };
    }
    const newest = versions ? newestVersion(versions) : null;
    const lacks = (candidate: Tier) => [
      ...unmet(candidate, context),
      ...(isUnstable(candidate, options['stable-from'], newest) ? [`version ${newest} is below 1.0.0`] : []),
    ];
    const missing = lacks(declared);
    if (missing.length === 0) return { status: 'pass', summary: `The tier ${declared} is earned.`, ...path };
    const earned = [...TIERS].reverse().find((candidate) => lacks(candidate).length === 0);
    return {
      status: 'fail',
      summary: `The tier ${declared} is declared, but not earned yet.`,
      expected: `What the policy requires of ${declared}: ${context.requires[declared].join(', ') || 'nothing'}.`,
      found: `Missing: ${missing.join(', ')}.`,
      fix: `Mend ${missing.join(', ')}${earned ? `, or declare \`tier: ${earned}\`, which is earned` : ''}.`,
      ...path,
    };
  },
});

function unmet(tier: Tier, { requires, findings }: RuleContext): string[] {
  return requires[tier].filter((rule) => findings.get(rule)?.status === 'fail');
}

function isUnstable(tier: Tier, from: Tier, newest: string | null): boolean {
  return TIERS.indexOf(tier) >= TIERS.indexOf(from) && newest !== null && semver.major(newest) === 0;
}
