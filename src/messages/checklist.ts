import type { Project } from '../domain/project.ts';
import type { PullRequest } from '../domain/pull-request.ts';
import type { Verdict } from '../domain/verdict.ts';
import { parseResponse } from '../reviewers/promise/response.ts';
import type { Selection } from '../reviewers/selection.ts';
import { address, code, list, plural, text } from './escape.ts';
import { footer, type MessageSettings, tierPhrase } from './footer.ts';
import { CHECKLIST_MARKER } from './markers.ts';
import { reviewersTable } from './reviewers.ts';
import { byUrgency, checklistItem, type Site } from './verdict-lines.ts';
import { welcomeLine } from './welcome.ts';

export interface Reminder {
  readonly text: string;
  readonly link?: string | undefined;
}

/** A pull request's one comment: what is in order, what to mend, who was asked and why. */
export function checklist(input: {
  pullRequest: PullRequest;
  project: Project;
  crossTeam: boolean;
  /** For the first contribution: the address of CONTRIBUTING. */
  welcome?: { readonly contributing: string | null } | undefined;
  owners: readonly string[];
  verdicts: readonly Verdict[];
  projectVerdicts: readonly Verdict[];
  selection: Selection | null;
  reminders: readonly Reminder[];
  settings: MessageSettings;
  site?: Site | undefined;
}): string {
  const { pullRequest, project, settings } = input;
  // That no tier is declared is said once, above the details.
  const ofProject = project.tier ? input.projectVerdicts : input.projectVerdicts.filter(({ rule }) => rule !== 'tier');
  const own = byUrgency(input.verdicts).filter(({ status }) => status !== 'not-applicable');
  return [
    CHECKLIST_MARKER,
    '### InnerSource checklist',
    '',
    `**${text(project.title ?? project.name)}** · ${tierPhrase(project.tier)}${project.type ? ` · type ${code(project.type)}` : ''} · ${ownedBy(input.owners)}`,
    '',
    ...(input.welcome ? [welcomeLine(input.welcome.contributing), ''] : []),
    ...(input.crossTeam ? [guestLine(pullRequest.author, project), ''] : []),
    ...(project.tier
      ? []
      : ['- [ ] **Maturity tier**: none is declared. Its maintainers add `tier:` to `innersource.yml`.']),
    ...own.map((verdict) => checklistItem(verdict)),
    ...input.reminders.map(
      (reminder) => `- [ ] ${text(reminder.text)}${reminder.link ? ` ([why](${address(reminder.link)}))` : ''}`,
    ),
    '',
    ...projectPart(ofProject, input.site),
    ...(input.selection ? reviewersTable(input.selection) : []),
    '',
    footer(settings, `${code(pullRequest.base.branch)}, the branch it goes to, and the organisation’s policy`),
  ].join('\n');
}

function ownedBy(owners: readonly string[]): string {
  return owners.length > 0 ? `owned by ${list(owners.map(code))}` : 'no owner is named';
}

function guestLine({ kind }: PullRequest['author'], project: Project): string {
  const { channel, response } = project.support;
  const promise = response ? ` ${promised(response)}` : '';
  const where = channel ? ` Questions are welcome in ${text(channel)}.` : '';
  const from = kind === 'outsider' ? 'from outside the organisation' : 'from another team';
  return `Thank you for contributing ${from}.${promise}${where}`;
}

/** In the owners' words alone where nobody can be held to them. */
function promised(response: string): string {
  const isCounted = parseResponse(response) !== null;
  return isCounted
    ? `The owners promise a first answer within ${text(response)}.`
    : `On when to expect a first answer, the owners say: ${text(response)}.`;
}

/** What the repository itself lacks is its maintainers’ to mend: said in short, with the details folded away. */
function projectPart(verdicts: readonly Verdict[], site: Site | undefined): string[] {
  const open = byUrgency(verdicts).filter(
    ({ status, level }) => level !== 'info' && (status === 'fail' || status === 'pending'),
  );
  if (open.length === 0) return [];
  const required = open.filter(({ status, level }) => status === 'fail' && level === 'error').length;
  return [
    `<details><summary>The project itself: ${plural(open.length, 'open point')}${required > 0 ? `, ${required} required` : ''} (for its maintainers)</summary>`,
    '',
    ...open.map((verdict) => checklistItem(verdict, site)),
    '',
    '</details>',
    '',
  ];
}
