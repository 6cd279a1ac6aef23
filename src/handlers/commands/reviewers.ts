import { parseOwner } from '../../domain/person.ts';
import type { PullRequest } from '../../domain/pull-request.ts';
import { UserError } from '../../domain/user-error.ts';
import { readRequested } from '../../github/read-requested.ts';
import { nobodyElse, notAsked, stillAsked } from '../../messages/command.ts';
import { pullRequestDelivery } from '../shared/follow-up.ts';
import { pullRequestKey } from '../shared/pull-request-key.ts';
import { both, UNASKED, unaskedReviewers } from '../shared/unasked.ts';
import { type Asked, type Done, defineCommand } from './define.ts';
import { askPullRequest } from './feature.ts';

type People = PullRequest['requested'];

/** Whom to ask, and whom not to ask any more. */
interface Wish {
  readonly ask: People;
  readonly withdraw: People;
}

export const reviewers = defineCommand<Wish | null>({
  name: 'reviewers',
  takes: '[+@user] [-@user]',
  summary: 'Choose reviewers again, or ask, or no longer ask, those who are named.',
  may: 'author',
  where: 'pull-request',
  details:
    'Alone, it chooses again, for a draft too; nobody is asked whom somebody took off. With names, as in `/innkeeper reviewers +@carol -@bob +@acme/security`, these people and teams are asked, or not asked any more; who is taken off isn’t chosen again.',
  parse: parseWish,
  answer: (wish, asked) => (wish ? change(wish, asked) : chooseAgain(asked)),
});

async function chooseAgain(asked: Asked): Promise<Done> {
  const done = await askPullRequest(asked, { anew: true });
  const isNew = done.plan.actions.some(({ kind }) => kind === 'request-review');
  return isNew ? done : { ...done, says: nobodyElse() };
}

async function change({ ask, withdraw }: Wish, asked: Asked): Promise<Done> {
  const { ports, installation, repository, delivery } = asked;
  const { number } = asked.issue;
  const now = await readRequested(ports.github(installation), repository, number);
  const unasked = await unaskedReviewers(ports, repository, number);
  const fresh = except(ask, now);
  // In GitHub’s spelling, as it compares these exactly.
  const leaving = except(now, except(now, withdraw));
  const isChange = size(fresh) + size(leaving) > 0;
  const notes = [...stillAsked(names(except(ask, fresh))), ...notAsked(names(except(withdraw, leaving)))];
  return {
    plan: {
      actions: isChange
        ? [
            {
              kind: 'request-review',
              repository,
              number,
              ...fresh,
              byName: true,
              ...(size(leaving) > 0 ? { withdraw: leaving } : {}),
            },
          ]
        : [],
      remember: [
        { kind: UNASKED, key: pullRequestKey(repository, number), value: both(except(unasked, ask), withdraw) },
      ],
      // The checklist tells who reviews.
      next: isChange ? [pullRequestDelivery(delivery, repository, number)] : [],
      outcome: `asked ${names(fresh).join(', ') || 'nobody'}, took off ${names(leaving).join(', ') || 'nobody'}`,
    },
    ...(notes.length > 0 ? { says: notes.join(' ') } : {}),
  };
}

function parseWish(words: string): Wish | null {
  if (!words) return null;
  const wish = {
    ask: { users: [] as string[], teams: [] as string[] },
    withdraw: { users: [] as string[], teams: [] as string[] },
  };
  for (const word of words.split(/\s+/)) {
    const owner = /^[+-]@/.test(word) ? parseOwner(word.slice(1)) : null;
    const side = word.startsWith('+') ? wish.ask : wish.withdraw;
    if (owner?.kind === 'person') side.users.push(owner.login);
    else if (owner?.kind === 'team') side.teams.push(owner.slug);
    else
      throw new UserError(
        'name people and teams with their sign, as in `/innkeeper reviewers +@carol -@bob +@acme/security`.',
      );
  }
  return wish;
}

function has(list: readonly string[], name: string): boolean {
  return list.some((each) => each.toLowerCase() === name.toLowerCase());
}

function except(these: People, those: People): People {
  return {
    users: these.users.filter((login) => !has(those.users, login)),
    teams: these.teams.filter((slug) => !has(those.teams, slug)),
  };
}

function size({ users, teams }: People): number {
  return users.length + teams.length;
}

function names({ users, teams }: People): string[] {
  return [...users, ...teams];
}
