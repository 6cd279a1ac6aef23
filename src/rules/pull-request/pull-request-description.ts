import { z } from 'zod';
import { levels } from '../rule.ts';
import { definePullRequestRule } from './rule.ts';

export const pullRequestDescription = definePullRequestRule({
  id: 'pull-request-description',
  title: 'Description',
  help: {
    checks: 'The pull request’s description says something beyond headings, empty boxes and hidden comments.',
    why: 'A reviewer from another team doesn’t know why the change is wanted.',
    mend: 'Write in a sentence or two what changes for users, and why.',
  },
  levels: levels('info', 'warning', 'warning', 'error'),
  options: z.object({ minimum: z.int().min(1).default(20).describe('At least so many characters of own words.') }),
  evaluate: ({ pullRequest }, { minimum }) => {
    const words = ownWords(pullRequest.body);
    if (words.length >= minimum) return { status: 'pass', summary: 'The description says what changes and why.' };
    return {
      status: 'fail',
      summary: words.length === 0 ? 'There is no description.' : 'The description is too short to help a reviewer.',
      expected: `At least ${minimum} characters on what changes for users, and why.`,
      found: words.length === 0 ? 'None.' : `${words.length} characters.`,
      fix: 'Edit the description at the top of this pull request.',
    };
  },
});

function ownWords(body: string): string {
  return body
    .replace(/<!--[\s\S]*?-->/g, '')
    .split('\n')
    .filter((line) => !/^\s*(?:#{1,6}\s|[-*]\s\[[ x]\]\s*$)/i.test(line))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}
