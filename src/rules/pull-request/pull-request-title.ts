import { z } from 'zod';
import { levels } from '../rule.ts';
import { definePullRequestRule } from './rule.ts';

const PREFIX = /^(?:wip\b|draft\b|fixup!|squash!)/i;

export const pullRequestTitle = definePullRequestRule({
  id: 'pull-request-title',
  title: 'Title',
  help: {
    checks:
      'The title is more than a word, begins with one of the prefixes that the policy names, and isn’t marked as unfinished.',
    why: 'It is what stands in the list of changes later.',
    mend: 'Change the title to say what the change does.',
  },
  levels: levels('off', 'info', 'info', 'warning'),
  options: z.object({
    prefixes: z
      .array(z.string().min(1))
      .default([])
      .describe('Such as `feat:`, `fix:`; a scope in parentheses is accepted. Empty: any title will do.'),
  }),
  evaluate: ({ pullRequest: { title, draft } }, { prefixes }) => {
    const fitting = prefixes.length === 0 || prefixes.some((prefix) => begins(title, prefix));
    const unfinished = PREFIX.test(title) && !draft;
    if (fitting && !unfinished && title.trim().includes(' '))
      return { status: 'pass', summary: 'The title says what the change does.' };
    return {
      status: 'fail',
      summary: unfinished
        ? 'The title says that the work isn’t finished.'
        : 'The title doesn’t say what the change does.',
      expected:
        prefixes.length > 0 ? `A title that begins with ${prefixes.join(', ')}.` : 'A few words on what changes.',
      found: title,
      fix: unfinished ? 'Convert the pull request to a draft, or drop the mark from its title.' : 'Edit the title.',
    };
  },
});

function begins(title: string, prefix: string): boolean {
  const unscoped = title.replace(/^(\w+)\([^)]*\)(!?:)/, '$1$2').replace(/^(\w+)!:/, '$1:');
  return unscoped.startsWith(prefix);
}
