import semver from 'semver';
import { z } from 'zod';
import { TIERS } from '../../domain/tier.ts';
import { levels } from '../../rules/rule.ts';
import { tierOf } from '../dependencies.ts';
import { defineRegistryRule } from './rule.ts';

export const tier = defineRegistryRule({
  id: 'tier',
  title: 'Tier',
  help: {
    checks: 'A maturity tier is declared, and a version below 1.0.0 is not called production.',
    why: 'Users decide by it whether they may build on the package.',
    mend: 'Declare the tier in `innersource.yml`.',
  },
  levels: levels('warning', 'warning', 'error', 'error'),
  options: z.object({}),
  evaluate: (candidate) => {
    const declared = tierOf(candidate);
    if (!declared) {
      return {
        summary: 'No maturity tier is declared.',
        expected: `One of ${TIERS.join(', ')}.`,
        found: 'None.',
        fix: 'Add a line such as tier: prototype to innersource.yml, and publish a new release.',
      };
    }
    if (declared !== 'production' || semver.major(candidate.version) > 0) return null;
    return {
      summary: `${candidate.version} is below 1.0.0, and the package is declared production.`,
      expected: 'A version of 1.0.0 or above, or a lower tier.',
      found: `${candidate.version}, tier ${declared}.`,
      fix: 'Declare tier: tooling in innersource.yml until 1.0.0, and publish a new release.',
    };
  },
});
