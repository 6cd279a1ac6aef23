import { text } from '../../messages/escape.ts';
import { byUrgency, checklistItem } from '../../messages/verdict-lines.ts';
import type { CheckReport } from '../check.ts';

/** For a job's summary page. */
export function verdictsAsMarkdown({ project, verdicts, summary }: CheckReport): string {
  const shown = byUrgency(verdicts).filter(({ status }) => status !== 'not-applicable');
  return [
    `### InnerSource check of ${text(project.title ?? project.name)}`,
    '',
    `${summary.fail} to mend, ${summary.pass} in order${summary.waived > 0 ? `, ${summary.waived} waived` : ''}.`,
    '',
    ...shown.map((verdict) => checklistItem(verdict)),
    '',
  ].join('\n');
}
