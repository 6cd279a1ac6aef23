import { UserError } from '../../domain/user-error.ts';
import { pullRequest } from '../pull-request.ts';
import { defineCommand } from './define.ts';
import { askFeature } from './feature.ts';

export const reviewers = defineCommand({
  name: 'reviewers',
  takes: '',
  summary: 'Choose reviewers again.',
  may: 'author',
  where: 'pull-request',
  details: 'A draft gets reviewers too. Nobody is asked whom somebody took off.',
  parse: () => undefined,
  async answer(_, asked) {
    const prepared = await askFeature(pullRequest, asked, 'pull-request', { number: asked.issue.number, anew: true });
    if (!prepared) throw new UserError('this pull request is closed, or the policy leaves this repository out.');
    return prepared;
  },
});
