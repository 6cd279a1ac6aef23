import { z } from 'zod';
import { presence } from './documents/presence.ts';
import { templatesIn } from './documents/templates.ts';
import { defineRule, levels } from './rule.ts';

/** `config.yml` there sets up the chooser and is no template. */
const TEMPLATE = /^(?!config\.ya?ml$).*\.(?:md|markdown|ya?ml)$/i;

export const issueTemplates = defineRule({
  id: 'issue-templates',
  title: 'Issue templates',
  help: {
    checks:
      'Issue templates or forms in `.github/ISSUE_TEMPLATE/`, or the older single file, here or in the organisation’s `.github` repository.',
    why: 'A good report saves a day of asking back, most of all across time zones.',
    mend: 'Add `.github/ISSUE_TEMPLATE/bug.yml` and one for wishes, with the few things you always need to know.',
  },
  levels: levels('off', 'off', 'info', 'info'),
  options: z.object({}),
  evaluate: (facts) => {
    const folder = templatesIn(['.github/ISSUE_TEMPLATE'], TEMPLATE, facts);
    return (
      folder ??
      presence('issueTemplate', facts, 'and one for wishes, with the few things you always need to know.').finding
    );
  },
});
