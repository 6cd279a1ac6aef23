import { z } from 'zod';
import { levels } from '../rule.ts';
import { definePullRequestRule } from './rule.ts';

const GOVERNING =
  /^(?:(?:\.github\/|docs\/)?CODEOWNERS|(?:\.github\/)?(?:innersource|innkeeper)\.ya?ml|catalog-info\.ya?ml|innersource\.json)$/;

export const judgedByBase = definePullRequestRule({
  id: 'judged-by-base',
  title: 'Governing files',
  help: {
    checks: 'Says so when a pull request changes CODEOWNERS, the manifest or the policy.',
    why: 'A pull request is judged by its base branch; what it changes there counts once it is merged.',
    mend: 'Nothing to mend.',
  },
  levels: levels('info', 'info', 'info', 'info'),
  options: z.object({}),
  evaluate: ({ pullRequest: { files, base } }) => {
    const touched = files.filter(({ path }) => GOVERNING.test(path)).map(({ path }) => path);
    if (touched.length === 0) return { status: 'not-applicable', summary: 'No governing file changes.' };
    return {
      status: 'pass',
      summary: `${touched.join(', ')} as it stands on ${base.branch} decides here; the change counts once it is merged.`,
    };
  },
});
