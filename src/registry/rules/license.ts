import { z } from 'zod';
import { levels } from '../../rules/rule.ts';
import { defineRegistryRule } from './rule.ts';

export const license = defineRegistryRule({
  id: 'license',
  title: 'Licence',
  help: {
    checks: 'The package has a licence, one on the organisation’s list where there is a list.',
    why: 'Nobody may use what has no licence.',
    mend: 'Add a `LICENSE` file.',
  },
  levels: levels('off', 'off', 'warning', 'error'),
  options: z.object({
    allow: z.array(z.string()).default([]).describe('SPDX identifiers; empty: any licence will do.'),
  }),
  evaluate: (candidate, { allow }) => {
    const { license: found } = candidate;
    if (found && (allow.length === 0 || allow.some((each) => each.toLowerCase() === found.toLowerCase()))) return null;
    return {
      summary: found ? `The licence ${found} is not on the list.` : 'There is no licence.',
      expected: allow.length > 0 ? `One of ${allow.join(', ')}.` : 'A LICENSE file at the root.',
      found: found ?? 'None.',
      fix: 'Add a LICENSE file with an allowed licence, and publish a new release.',
    };
  },
});
