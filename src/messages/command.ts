import { code } from './escape.ts';

const COMMANDS: readonly (readonly [string, string])[] = [
  ['/innkeeper help', 'this list'],
  ['/innkeeper check', 'judge this repository, or this pull request, again'],
  ['/innkeeper reviewers', 'choose reviewers again (the author, and people with write access)'],
  ['/innkeeper register [<tag>]', 'register a release again (owners, and people with maintain access)'],
];

export function helpComment(): string {
  return [
    'These are the things you can ask of me in a comment:',
    '',
    ...COMMANDS.map(([usage, what]) => `- ${code(usage)}: ${what}`),
  ].join('\n');
}

export function refusedComment(command: string, why: string): string {
  return `${code(`/innkeeper ${command}`)} wasn’t done: ${why}`;
}
