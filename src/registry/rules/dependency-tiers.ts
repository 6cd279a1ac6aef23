import { z } from 'zod';
import { levels } from '../../rules/rule.ts';
import { type RegisteredDependency, tierOf } from '../dependencies.ts';
import { readRange } from '../ranges.ts';
import { defineRegistryRule } from './rule.ts';

export const dependencyTiers = defineRegistryRule({
  id: 'dependency-tiers',
  title: 'Dependencies’ tiers',
  help: {
    checks:
      'Registered dependencies are of tiers that the policy lets this tier depend on (`tiers.<tier>.may-depend-on`), have a version in the range that isn’t yanked, and aren’t deprecated.',
    why: 'What is built on sand is sand, whatever it calls itself.',
    mend: 'Depend on another package or version, or help the dependency to its next tier.',
  },
  levels: levels('warning', 'warning', 'error', 'error'),
  options: z.object({}),
  evaluate: (candidate, _options, { mayDependOn }) => {
    const own = tierOf(candidate);
    const allowed = own ? mayDependOn.tiers[own] : null;
    const wrong = candidate.dependencies.flatMap((each) => {
      const why = faultOf(each, allowed);
      return why ? [`${each.entry.name} (${why})`] : [];
    });
    if (wrong.length === 0) return null;
    return {
      summary: `${candidate.package.name}${own ? ` is ${own}, and` : ''} depends on ${wrong.join(', ')}.`,
      expected: `Dependencies that are in use${allowed ? ` and ${allowed.join(' or ')}` : ''}.`,
      found: wrong.join(', '),
      fix: 'Do without them or change their range, help them to a higher tier, or declare a lower one in innersource.yml; then publish the next version.',
    };
  },
});

/** Where no tier is declared, the lowest is meant, as everywhere. */
function faultOf({ dependency, entry }: RegisteredDependency, allowed: readonly string[] | null): string | null {
  if (allowed && !allowed.includes(entry.tier ?? 'prototype')) return entry.tier ?? 'no tier declared';
  const { deprecated } = entry;
  if (deprecated) return deprecated.alternative ? `deprecated, use ${deprecated.alternative}` : 'deprecated';
  if (entry.topics.includes('deprecated')) return 'deprecated';
  const range = readRange(entry.ecosystem, dependency.range);
  const inRange = entry.versions.filter(({ version }) => range?.takes(version) ?? true);
  return inRange.length > 0 && inRange.every(({ yanked }) => yanked !== false) ? 'yanked' : null;
}
