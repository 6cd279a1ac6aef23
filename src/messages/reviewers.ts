import type { Chosen, Missing, Preference, Reason, Selection, Unaskable, WhyNot } from '../reviewers/selection.ts';
import { inGitHubsWords } from './command.ts';
import { code, list, plural, text } from './escape.ts';

/** A selection in words, for whoever lays it out; what is code stands in backticks. */
export interface ReviewersInWords {
  readonly asked: readonly { readonly who: Chosen; readonly why: string }[];
  /** What nobody could be found for, or why nobody is asked at all. */
  readonly gaps: readonly string[];
  /** `null` where nobody worth telling of was. */
  readonly passedOver: string | null;
}

/** Who was asked and why, who was passed over for what, and what nobody could be found for. */
export function reviewersInWords(selection: Selection): ReviewersInWords {
  const { reviewers } = selection;
  const lines = gaps(selection);
  const nobody =
    'Nobody could be asked: neither the project nor these files name an owner. Its maintainers add `owners:` to `innersource.yml`.';
  const others = passedOver(selection);
  return {
    asked: reviewers.map((who) => ({ who, why: whyAsked(who) })),
    gaps: reviewers.length + lines.length > 0 ? lines : [nobody],
    passedOver: others.length > 0 ? `Passed over: ${others.join(', ')}.` : null,
  };
}

/** The same for a comment. */
export function reviewersTable(selection: Selection): string[] {
  const told = reviewersInWords(selection);
  const rows = told.asked.map(({ who, why }) => `| ${code(who.who)} | ${why} |`);
  return [
    '#### Reviewers',
    ...(rows.length > 0 ? ['', '| Who | Why |', '|---|---|', ...rows] : []),
    ...told.gaps.flatMap((line) => ['', line]),
    ...(told.passedOver ? ['', `<sub>${told.passedOver}</sub>`] : []),
  ];
}

/**
 * `reviewers: alice (owns *; least loaded of 3 in @acme/platform); passed over: hugo is busy`: the same in one line, for the log, the plan and the
 * list of deliveries.
 */
export function reviewersLine(selection: Selection): string {
  const asked = selection.reviewers.map((chosen) => `${chosen.who} (${whyAsked(chosen)})`).join(', ');
  const others = passedOver(selection).join(', ');
  return `reviewers: ${asked || 'nobody'}${others ? `; passed over: ${others}` : ''}`.replaceAll('`', '');
}

/** Why this reviewer, as one phrase. */
export function whyAsked({ reasons, preference }: Chosen): string {
  const owned = reasons.filter((reason) => reason.kind === 'owns-files');
  const files = owned.reduce((sum, reason) => sum + reason.files, 0);
  const patterns = [...new Set(owned.map(({ pattern }) => pattern))];
  return [
    ...(owned.length > 0 ? [`owns ${codes(patterns)} (${plural(files, 'changed file')})`] : []),
    ...reasons.filter((reason) => reason.kind !== 'owns-files').map(reasonOf),
    ...(preference ? [preferredAs(preference)] : []),
  ].join('; ');
}

/** Whom GitHub refused as reviewers. @param names logins and `@org/team`; @param said GitHub's own words */
export function notTaken(names: readonly string[], said: string): string {
  const why = /collaborator/i.test(said)
    ? 'only people and teams with access to this repository can review here. An admin of it can give them access.'
    : `GitHub says ${text(inGitHubsWords(said))}`;
  return `${list(names.map(code))} can’t be asked: ${why}`;
}

/** The most names or patterns that are listed in one place. */
const LISTED = 8;

function codes(names: readonly string[]): string {
  return list(atMost(names.map(code)));
}

function atMost(items: readonly string[]): string[] {
  const more = items.length - LISTED;
  return [...items.slice(0, LISTED), ...(more > 0 ? [`${more} more`] : [])];
}

function reasonOf(reason: Exclude<Reason, { kind: 'owns-files' }>): string {
  switch (reason.kind) {
    case 'owning-team':
      return `of the owning team ${code(reason.team)}`;
    case 'trusted-committer':
      return 'trusted committer, whose review counts as an owner’s';
    case 'group':
      return `of ${code(reason.from)}, for changes under ${codes(reason.paths)}`;
    case 'expert':
      return `of ${code(reason.from)}, for the domain ${code(reason.domain)}`;
    case 'dependents':
      return `speaks for ${codes(reason.dependents)}, which ${reason.dependents.length === 1 ? 'depends' : 'depend'} on ${code(reason.package)}`;
    case 'outside':
      return 'second pair of eyes from outside';
    case 'already':
      return 'asked or reviewing already';
    case 'whole-team':
      return 'nobody of the team could be asked by name, so the whole team is';
    case 'assigning-team':
      return 'asked already; GitHub itself picks somebody of the team';
  }
}

function preferredAs({ by, among, team }: Preference): string {
  const people = `${among}${team ? ` in ${code(team)}` : ''}`;
  switch (by) {
    case 'load':
      return `least loaded of ${people}`;
    case 'turn':
      return `next in turn of ${people}`;
    case 'draw':
      return `drawn among ${people}, the less loaded the likelier`;
    case 'commits':
      return `most commits to these files of ${people}`;
    case 'equal':
      return `drawn among ${people}, all equally loaded`;
  }
}

const WHY_NOT: Readonly<Record<WhyNot, string>> = {
  author: 'wrote it',
  away: 'is away',
  busy: 'is busy',
  bot: 'is a bot',
  excluded: 'is left out by the policy',
  'over-cap': 'has enough to review',
  removed: 'was taken off here',
  refused: 'is refused by GitHub as a reviewer',
  'off-hours': 'is off work at this hour',
};

const WHY_UNASKABLE: Readonly<Record<Unaskable['why'], string>> = {
  unseen: 'doesn’t exist or can’t read this repository',
  secret: 'is a secret team, which GitHub takes for no code owner',
  'no-write': 'may not write here, as GitHub asks of code owners',
};

function passedOver(selection: Selection): string[] {
  const { unaskable } = selection;
  const others = selection.passedOver.filter(({ why }) => why !== 'author');
  const people = others.map(({ login, why }) => `${code(login)} ${WHY_NOT[why]}`);
  const owners = unaskable.map(({ owner, why }) => `${code(owner)} ${WHY_UNASKABLE[why]}`);
  return atMost([...owners, ...people]);
}

function gaps({ missing, unowned, cutAt }: Selection): string[] {
  const groups = [...new Set(missing.map(({ why }) => why))];
  const lines = groups.map((why) => {
    const wanted = missing.filter((each) => each.why === why).map(wish);
    return `${why === 'maximum' ? 'Left out, as enough people are asked' : 'Wanted too, but nobody can be asked'}: ${list(atMost(wanted))}.`;
  });
  return [
    ...lines,
    ...(unowned > 0 ? [`CODEOWNERS has no line for ${plural(unowned, 'changed file')}.`] : []),
    ...(cutAt === null
      ? []
      : [`GitHub lists no more than the first ${cutAt} changed files: owners of the others may be missing here.`]),
  ];
}

function wish({ reason, count }: Missing): string {
  switch (reason.kind) {
    case 'owns-files':
      return `an owner of ${code(reason.pattern)} (${plural(reason.files, 'changed file')})`;
    case 'outside':
      return `${plural(count, 'person', 'people')} from outside the owning team`;
    case 'group':
    case 'expert':
      return `${plural(count, 'person', 'people')} of ${code(reason.from)}`;
    case 'dependents':
      return `${plural(count, 'person', 'people')} of those who depend on ${code(reason.package)}`;
    default:
      return `${plural(count, 'person', 'people')} of the owning team`;
  }
}
