import type { Plan } from '../../domain/action.ts';
import { type OwnerRef, parseOwner, sameLogin } from '../../domain/person.ts';
import type { PullRequest } from '../../domain/pull-request.ts';
import { UserError } from '../../domain/user-error.ts';
import { readRequested } from '../../github/read-requested.ts';
import {
  NOBODY_ELSE,
  notAsked,
  ownPullRequest,
  REVIEWERS_NEED_SIGNS,
  stillAsked,
  teamOfAnother,
} from '../../messages/command.ts';
import { pullRequestDelivery } from '../shared/follow-up.ts';
import { pullRequestKey } from '../shared/pull-request-key.ts';
import { both, UNASKED, unaskedReviewers } from '../shared/unasked.ts';
import { type Asked, type Done, defineCommand } from './define.ts';
import { askPullRequest } from './feature.ts';

type People = PullRequest['requested'];

/** Somebody who is named with a sign: to be asked, or not to be asked any more. */
interface Named {
  readonly sign: string;
  readonly owner: Exclude<OwnerRef, { kind: 'email' }>;
}

export const reviewers = defineCommand<readonly Named[]>({
  name: 'reviewers',
  takes: '[+@user] [-@user]',
  summary: 'Choose reviewers again, or ask, or no longer ask, those who are named.',
  may: 'author',
  where: 'pull-request',
  details:
    'Alone, it chooses again, for a draft too; nobody is asked whom somebody took off. With names, as in `/innkeeper reviewers +@carol -@bob +@acme/security`, these people and teams are asked, or not asked any more; who is taken off isn’t chosen again.',
  parse: parseNames,
  answer: (names, asked) => (names.length > 0 ? change(names, asked) : chooseAgain(asked)),
});

async function chooseAgain(asked: Asked): Promise<Done> {
  const done = await askPullRequest(asked, { anew: true });
  const isNew = done.plan.actions.some(({ kind }) => kind === 'request-review');
  return isNew ? done : { ...done, says: NOBODY_ELSE };
}

async function change(wish: readonly Named[], asked: Asked): Promise<Done> {
  const { ports, installation, repository, delivery } = asked;
  const { number } = asked.issue;
  const ask = peopleOf('+', wish, asked);
  const withdraw = peopleOf('-', wish, asked);
  if (has(ask.users, asked.issue.author)) throw new UserError(ownPullRequest(asked.issue.author));
  const now = await readRequested(ports.github(installation), repository, number);
  const unasked = await unaskedReviewers(ports, repository, number);
  const fresh = except(ask, now);
  // In GitHub’s spelling, as it compares these exactly.
  const leaving = except(now, except(now, withdraw));
  const isChange = size(fresh) + size(leaving) > 0;
  const names = (people: People) => [...people.users, ...people.teams.map((slug) => `@${repository.owner}/${slug}`)];
  const notes = [...stillAsked(names(except(ask, fresh))), ...notAsked(names(except(withdraw, leaving)))];
  const plan: Plan = {
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
    remember: [{ kind: UNASKED, key: pullRequestKey(repository, number), value: both(except(unasked, ask), withdraw) }],
    // The checklist tells who reviews.
    next: isChange ? [pullRequestDelivery(delivery, repository, number)] : [],
    outcome: `asked ${names(fresh).join(', ') || 'nobody'}, took off ${names(leaving).join(', ') || 'nobody'}`,
  };
  return {
    plan,
    ...(notes.length > 0 ? { says: notes.join(' ') } : {}),
    // Of those who are named, all whom GitHub takes are asked by then, and taken off.
    refused: (message) => ({ plan: { ...plan, actions: [], outcome: message }, says: message, failed: { why: '' } }),
  };
}

/** Should GitHub refuse one of them, each costs a request. */
const MOST = 15;

function parseNames(text: string): readonly Named[] {
  const words = text.split(/[\s,]+/).filter(Boolean);
  if (words.length > MOST) throw new UserError(`name ${MOST} at most in one line.`);
  return words.map((word) => {
    const owner = /^[+-]@/.test(word) ? parseOwner(word.slice(1)) : null;
    if (!owner || owner.kind === 'email') throw new UserError(REVIEWERS_NEED_SIGNS);
    return { sign: word.slice(0, 1), owner };
  });
}

function peopleOf(sign: string, wish: readonly Named[], { repository }: Asked): People {
  const owners = wish.filter((each) => each.sign === sign).map(({ owner }) => owner);
  return {
    users: owners.flatMap((owner) => (owner.kind === 'person' ? owner.login : [])),
    teams: owners.flatMap((owner) => {
      if (owner.kind !== 'team') return [];
      if (sameLogin(owner.organization, repository.owner)) return owner.slug;
      throw new UserError(teamOfAnother(`@${owner.organization}/${owner.slug}`, repository.owner));
    }),
  };
}

function has(list: readonly string[], name: string): boolean {
  return list.some((each) => sameLogin(each, name));
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
