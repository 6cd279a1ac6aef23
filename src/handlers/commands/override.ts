import { UserError } from '../../domain/user-error.ts';
import { liftedAnswer } from '../../messages/command.ts';
import { defineCommand } from './define.ts';
import { askPullRequest } from './feature.ts';

export const override = defineCommand({
  name: 'override',
  takes: 'because <reason>',
  summary: 'Lift the approvals that are missing, for the commit that you see.',
  may: 'maintainers',
  where: 'pull-request',
  details:
    'Only [approvals](approvals.md) can be lifted, no other rule: what fails is mended, or waived with an owner and an end. Who lifted them and why stands in the check, in the checklist and in the audit log; a new push asks for approvals again. One that came just before the command, or after it, isn’t lifted unseen: then look at it, and ask again.',
  parse: (words) => {
    const reason = /^because\s+(\S.*)$/i.exec(words)?.[1];
    if (!reason) throw new UserError('write it as `/innkeeper override because <reason>`.');
    return reason;
  },
  async answer(reason: string, asked) {
    const wish = { by: asked.by, reason };
    const done = await askPullRequest(asked, { override: { ...wish, at: asked.at } });
    if (done.failed) return done;
    if (!done.plan.decisions?.length) throw new UserError('no approval is missing here.');
    return { ...done, says: liftedAnswer(wish) };
  },
});
