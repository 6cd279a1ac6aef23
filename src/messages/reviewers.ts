import type { Reason, Selection, WhyNot } from '../reviewers/select.ts';
import { code, list, plural } from './escape.ts';

/** Who was asked and why, and who was passed over for what. */
export function reviewersTable(selection: Selection): string[] {
  if (selection.reviewers.length === 0) {
    return [
      '#### Reviewers',
      '',
      'Nobody could be asked: the project names no owner who may review this.',
      ...passedOver(selection),
    ];
  }
  return [
    '#### Reviewers',
    '',
    '| Who | Why |',
    '|---|---|',
    ...selection.reviewers.map(({ who, reason }) => `| ${code(who)} | ${reasonOf(reason)} |`),
    ...passedOver(selection),
  ];
}

function reasonOf(reason: Reason): string {
  switch (reason.kind) {
    case 'owns-files':
      return `owns ${code(reason.pattern)} (${plural(reason.files, 'changed file')})`;
    case 'owning-team':
      return `of the owning team ${code(reason.team)}${reason.among > 1 ? `, chosen among ${reason.among}` : ''}`;
    case 'group':
      return `of ${code(reason.from)}, for changes under ${list(reason.paths.map(code))}`;
    case 'outside':
      return 'a second pair of eyes from outside the owning team';
    case 'team-fallback':
      return 'nobody of the team could be asked by name, so the whole team is';
  }
}

const WHY_NOT: Readonly<Record<WhyNot, string>> = {
  author: 'wrote it',
  away: 'is away',
  busy: 'is busy',
  bot: 'is a bot',
  excluded: 'is never asked, by the policy',
  'over-cap': 'has enough to review',
  removed: 'was taken off by somebody',
};

function passedOver({ passedOver: people }: Selection): string[] {
  const others = people.filter(({ why }) => why !== 'author');
  if (others.length === 0) return [];
  const lines = others.map(({ login, why }) => `${code(login)} ${WHY_NOT[why]}`);
  return ['', `<sub>Passed over: ${lines.join(', ')}.</sub>`];
}
