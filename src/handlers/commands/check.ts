import { UserError } from '../../domain/user-error.ts';
import { project } from '../project.ts';
import { pullRequest } from '../pull-request.ts';
import { defineCommand } from './define.ts';
import { askFeature } from './feature.ts';

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
    const { number, isPullRequest } = asked.issue;
    const prepared = isPullRequest
      ? await askFeature(pullRequest, asked, 'pull-request', { number })
      : await askFeature(project, asked, 'check', {});
    if (!prepared) {
      throw new UserError(
        isPullRequest
          ? 'this pull request is closed, or the policy leaves this repository out.'
          : 'the policy leaves this repository out.',
      );
    }
    return prepared;
  },
});
