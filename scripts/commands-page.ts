import { COMMANDS } from '../src/handlers/commands/index.ts';
import { type CommandHelp, usageOf, WHO } from '../src/messages/command.ts';

const HOW = `Write it at the beginning of a line of its own in a comment on an issue or a pull request; a comment may hold up to ten. Code blocks, quotes, lists,
edited comments and comments of bots are not read. Innkeeper reacts with 👀 once it has taken the command, with 👍 when it is done, and with 😕 and a comment that says
why when it is refused. It comments only when there is something to read. Nothing is answered while the policy’s mode is \`off\` or \`report\`.

*Owners* are the people and teams of the manifest’s \`owners\` on the default branch.`;

/** The page of all commands, from the help that stands beside each. */
export function commandsPage(): string {
  return [
    '# Commands in comments',
    '',
    'Made from the commands themselves; change them there.',
    '',
    HOW,
    '',
    '| command | what it does | who |',
    '|---|---|---|',
    ...COMMANDS.map((each) => `| [\`${usageOf(each)}\`](#${each.name}) | ${each.summary} | ${WHO[each.may]} |`),
    '',
    ...COMMANDS.flatMap(section),
  ].join('\n');
}

function section(command: CommandHelp): string[] {
  const place = command.where === 'pull-request' ? ' On pull requests.' : '';
  return [`## ${command.name}`, '', `\`${usageOf(command)}\`: ${command.summary}${place}`, '', command.details, ''];
}
