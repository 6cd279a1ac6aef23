import { z } from 'zod';
import { defineRule, levels } from './rule.ts';

export const topics = defineRule({
  id: 'topics',
  title: 'Topics',
  help: {
    checks: 'The repository has topics.',
    why: 'People search by them for what they don’t know the name of.',
    mend: 'Add topics under “About” on the repository’s page. Their names are public, even those of private repositories.',
  },
  levels: levels('off', 'info', 'info', 'warning'),
  options: z.object({
    minimum: z.int().min(1).default(1).describe('At least so many topics.'),
    require: z.array(z.string()).default([]).describe('Topics that must be among them.'),
  }),
  needs: ['repository'],
  evaluate: ({ repository }, { minimum, require }) => {
    const has = repository?.topics ?? [];
    const missing = require.filter((topic) => !has.includes(topic));
    if (has.length >= minimum && missing.length === 0) return { status: 'pass', summary: `Topics: ${has.join(', ')}.` };
    return {
      status: 'fail',
      summary: missing.length > 0 ? `Topics are missing: ${missing.join(', ')}.` : 'There are too few topics.',
      expected: `At least ${minimum}${require.length > 0 ? `, among them ${require.join(', ')}` : ''}.`,
      found: has.length > 0 ? `${has.join(', ')}.` : 'None.',
      fix: 'Add topics under “About” on the repository’s page.',
    };
  },
});
