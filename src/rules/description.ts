import { z } from 'zod';
import { defineRule, levels } from './rule.ts';

export const description = defineRule({
  id: 'description',
  title: 'Description',
  help: {
    checks: 'The manifest or the repository’s “About” has a description.',
    why: 'It is the line by which people find the project in the catalogue.',
    mend: 'Add `description:` with one sentence to `innersource.yml`, or fill in “About” on the repository’s page.',
  },
  levels: levels('info', 'warning', 'warning', 'error'),
  options: z.object({ minimum: z.int().min(1).default(10).describe('At least so many characters.') }),
  evaluate: ({ project, repository }, { minimum }) => {
    const words = project.description ?? repository?.description ?? '';
    if (words.trim().length >= minimum) return { status: 'pass', summary: 'The project is described.' };
    return {
      status: 'fail',
      summary: words.trim() ? 'The description is too short to help.' : 'There is no description.',
      expected: `A sentence of ${minimum} characters or more.`,
      found: words.trim() ? `${words.trim().length} characters.` : 'None.',
      fix: 'Add `description:` with one sentence to innersource.yml, or fill in “About” on the repository’s page.',
    };
  },
});
