import { z } from 'zod';
import { presence } from './documents/presence.ts';
import { templatesIn } from './documents/templates.ts';
import { defineRule, levels } from './rule.ts';

const FOLDERS = ['.github/PULL_REQUEST_TEMPLATE', 'PULL_REQUEST_TEMPLATE', 'docs/PULL_REQUEST_TEMPLATE'];

export const pullRequestTemplate = defineRule({
  id: 'pull-request-template',
  title: 'Pull request template',
  help: {
    checks: 'A pull request template, or a folder of them, here or in the organisation’s `.github` repository.',
    why: 'It asks contributors for what reviewers need to know, before they ask.',
    mend: 'Add `.github/PULL_REQUEST_TEMPLATE.md` with the few questions your reviewers always ask.',
  },
  levels: levels('off', 'off', 'info', 'info'),
  options: z.object({}),
  evaluate: (facts) => {
    const single = presence('pullRequestTemplate', facts, 'with the few questions your reviewers always ask.');
    if (single.document) return single.finding;
    return templatesIn(FOLDERS, /\.(?:md|markdown|txt)$/i, facts) ?? single.finding;
  },
});
