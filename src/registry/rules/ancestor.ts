import { z } from 'zod';
import { levels } from '../../rules/rule.ts';
import { defineRegistryRule } from './rule.ts';

export const ancestor = defineRegistryRule({
  id: 'ancestor',
  title: 'On the default branch',
  help: {
    checks: 'The tag’s commit is on the default branch.',
    why: 'What was never merged was never reviewed.',
    mend: 'Merge the commit, and tag the merged one.',
  },
  levels: levels('off', 'warning', 'error', 'error'),
  options: z.object({}),
  evaluate: (candidate) => {
    if (candidate.onDefaultBranch !== false) return null;
    return {
      summary: `The commit of ${candidate.release.tag} isn’t on the default branch.`,
      expected: 'A commit that has been merged.',
      found: candidate.commit,
      fix: 'Merge it first, delete this release and its tag, and publish it again from the default branch.',
    };
  },
});
