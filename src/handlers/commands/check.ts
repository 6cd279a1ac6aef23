import { UserError } from '../../domain/user-error.ts';
import { project } from '../project.ts';
import { defineCommand } from './define.ts';
import { askFeature, askPullRequest } from './feature.ts';

export const check = defineCommand({
  name: 'check',
  takes: '',
  summary: 'Judge this pull request, or in an issue this repository, again.',
  may: 'anyone',
  where: 'anywhere',
  details:
    'Everything is read anew but the policy and the teams, which are kept until an event says that they changed.',
  parse: () => undefined,
  async answer(_, asked) {
    if (asked.issue.isPullRequest) return askPullRequest(asked);
    const done = await askFeature(project, asked, 'check', {});
    if (!done) throw new UserError('the policy leaves this repository out.');
    return done;
  },
});
