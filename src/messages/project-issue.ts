import type { Project } from '../domain/project.ts';
import type { Verdict } from '../domain/verdict.ts';
import { code, plural, text } from './escape.ts';
import { footer, type MessageSettings, tierPhrase } from './footer.ts';
import { PROJECT_MARKER } from './markers.ts';
import { byUrgency, checklistItem, type Site } from './verdict-lines.ts';

export const PROJECT_ISSUE_TITLE = 'InnerSource checklist';

/** The one issue that tells a repository's maintainers what is missing and how to mend it. */
export function projectIssue(input: {
  project: Project;
  verdicts: readonly Verdict[];
  settings: MessageSettings;
  site?: Site | undefined;
  /** `owner/name`, where the issue stands in another repository than the one it is about. */
  about?: string;
}): string {
  const { project, settings, site } = input;
  const verdicts = byUrgency(input.verdicts.filter(({ status }) => status !== 'not-applicable'));
  const open = verdicts.filter(({ status }) => status === 'fail' || status === 'pending');
  const done = verdicts.filter((verdict) => !open.includes(verdict));
  return [
    input.about ? `${PROJECT_MARKER.replace(' -->', ` ${input.about} -->`)}` : PROJECT_MARKER,
    input.about ? `This is about ${code(input.about)}, which has its issues switched off.\n` : '',
    introduction(project, open),
    ...open.map((verdict) => checklistItem(verdict, site)),
    done.length > 0 ? `\n<details><summary>${plural(done.length, 'point')} in order</summary>\n` : '',
    ...done.map((verdict) => checklistItem(verdict)),
    done.length > 0 ? '\n</details>' : '',
    '',
    footer(settings, 'the default branch and the organisation’s policy'),
  ]
    .filter((line, index, lines) => line !== '' || lines[index - 1] !== '')
    .join('\n');
}

function introduction(project: Project, open: readonly Verdict[]): string {
  const name = `**${text(project.title ?? project.name)}** (${tierPhrase(project.tier)})`;
  if (open.length === 0) return `${name} has everything that people from other teams need. Thank you!\n`;
  return (
    `People from other teams should be able to find, use and improve ${name}. ` +
    `${plural(open.length, 'point is', 'points are')} open. Tick nothing by hand: the list follows the default branch, and this issue closes itself.\n`
  );
}
