import { z } from 'zod';
import { levels } from '../rule.ts';
import { definePullRequestRule } from './rule.ts';

export const pullRequestSize = definePullRequestRule({
  id: 'pull-request-size',
  title: 'Size',
  help: {
    checks: 'The pull request changes no more lines and files than a person can review in one sitting.',
    why: 'Large changes wait longest and are read least.',
    mend: 'Split it: first what prepares the ground, then the change itself.',
  },
  levels: levels('off', 'info', 'info', 'warning'),
  options: z.object({
    lines: z.int().min(1).default(1000).describe('Changed lines at most, added and removed together.'),
    files: z.int().min(1).default(100).describe('Changed files at most.'),
  }),
  evaluate: ({ pullRequest: { files, filesTruncated } }, options) => {
    const lines = files.reduce((sum, { additions, deletions }) => sum + additions + deletions, 0);
    const more = filesTruncated ? ' or more' : '';
    const count = `${files.length}${more} ${files.length === 1 ? 'file' : 'files'}, ${lines}${more} ${lines === 1 ? 'line' : 'lines'}`;
    if (!filesTruncated && lines <= options.lines && files.length <= options.files)
      return { status: 'pass', summary: `${count}.` };
    return {
      status: 'fail',
      summary: `This is a large change: ${count}.`,
      expected: `At most ${options.files} files and ${options.lines} lines.`,
      found: filesTruncated ? `${count}. GitHub lists no more, so owners of the others aren’t known.` : `${count}.`,
      fix: 'Split it into steps that can be reviewed one by one, if that makes sense.',
    };
  },
});
