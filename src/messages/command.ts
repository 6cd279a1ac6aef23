import { code, list, prose, text } from './escape.ts';

/** Who may use a command, as people read it. */
export const WHO = {
  anyone: 'anyone who may comment',
  author: 'the author and people with write access',
  maintainers: 'owners and people with maintain access',
} as const;

export type Who = keyof typeof WHO;

/** What a person reads of a command; the page of commands is made of it too. */
export interface CommandHelp {
  readonly name: string;
  /** What follows the name: `<rule> until <date> because <reason>`; empty where nothing does. */
  readonly takes: string;
  /** One sentence that begins with a verb. */
  readonly summary: string;
  readonly may: Who;
  readonly where: 'anywhere' | 'pull-request';
  /** Markdown, for the page of commands. */
  readonly details: string;
}

export function usageOf({ name, takes }: Pick<CommandHelp, 'name' | 'takes'>): string {
  return `/innkeeper ${name} ${takes}`.trim();
}

/** @param comment the id of the comment that is answered */
export function answerMarker(comment: number): string {
  return `<!-- innkeeper:answer ${comment} -->`;
}

/** The one comment that answers another one. */
export function answerComment(comment: number, parts: readonly string[]): string {
  return [answerMarker(comment), ...parts].join('\n\n');
}

export function helpComment(commands: readonly CommandHelp[]): string {
  return [
    'These are the things you can ask of me, each on a line of its own in a comment:',
    '',
    ...commands.map((each) => `- ${code(usageOf(each))}: ${each.summary} (${WHO[each.may]})`),
  ].join('\n');
}

/** @param line what followed `/innkeeper` */
export function refusedAnswer(line: string, why: string, fix?: string): string {
  return `${code(`/innkeeper ${line}`)} wasn’t done: ${prose(why)}${fix ? ` ${prose(fix)}` : ''}`;
}

export function unknownCommand(nearest: string | null): string {
  return `there is no such command.${nearest ? ` Did you mean \`/innkeeper ${nearest}\`?` : ''} Comment \`/innkeeper help\` for those there are.`;
}

export function mayNot(command: CommandHelp): string {
  return `only ${WHO[command.may]} may ask for this.`;
}

export const NOBODY_ELSE =
  'I would ask nobody else: those who are asked already are the right ones, and the checklist says why others were passed over.';

export const REVIEWERS_NEED_SIGNS =
  'put `+` before each name to ask and `-` before each to take off, as in `/innkeeper reviewers +@carol -@bob +@acme/security`.';

export function ownPullRequest(login: string): string {
  return `${code(login)} wrote this pull request; name somebody else to review it.`;
}

/** @param team as written: `@other/team` */
export function teamOfAnother(team: string, organization: string): string {
  return `${code(team)} belongs to another organisation; only teams of ${code(organization)} can be asked here.`;
}

/** A sentence on those who were to be asked and are, none where there are none. */
export function stillAsked(names: readonly string[]): string[] {
  return names.length > 0 ? [`${list(names.map(code))} ${names.length === 1 ? 'is' : 'are'} asked already.`] : [];
}

/** A sentence on those who were to be taken off and aren't asked. */
export function notAsked(names: readonly string[]): string[] {
  return names.length > 0
    ? [`${list(names.map(code))} ${names.length === 1 ? 'wasn’t' : 'weren’t'} asked for a review.`]
    : [];
}

/** That approvals were lifted, in the words of whoever did it. */
export function liftedAnswer({ by, reason }: { by: string; reason: string }): string {
  return `Approvals are lifted for the newest commit, as ${code(`@${by}`)} asked: ${text(reason)}. A new push asks for them again.`;
}

/** Why approvals aren't lifted for a commit that nobody can have seen. */
export const PUSHED_SINCE = {
  summary: 'there is a newer commit than the one you could see.',
  fix: 'Look at it, and ask again.',
};

export const NOT_A_PULL_REQUEST = 'it is meant for a pull request, and this is an issue.';
export const NOT_TRIED = 'it wasn’t tried, because something above it in the comment was refused.';

export function refusedByGitHub(said: string): string {
  return `GitHub refused it: ${inGitHubsWords(said)}`;
}

/** Without the address of its manual, with which its answers end. */
export function inGitHubsWords(said: string): string {
  return `“${said.replace(/ - https?:\/\/\S+$/, '')}”`;
}
