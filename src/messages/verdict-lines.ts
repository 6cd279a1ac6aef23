import type { Verdict } from '../domain/verdict.ts';
import { address, code, prose, text } from './escape.ts';

/** Failing ones first, then those that wait, then the rest; errors before warnings. What waits for a person stands behind the errors alone. */
export function byUrgency(verdicts: readonly Verdict[]): readonly Verdict[] {
  return [...verdicts].sort((one, other) => rank(one) - rank(other));
}

const STATUS_RANK = { fail: 0, pending: 3, waived: 4, pass: 5, 'not-applicable': 6 } as const;
const LEVEL_RANK = { error: 0, warning: 1, info: 2 } as const;

function rank(verdict: Verdict): number {
  if (verdict.status === 'pending' && verdict.waitsFor) return LEVEL_RANK[verdict.level] + 0.5;
  return STATUS_RANK[verdict.status] * 3 + LEVEL_RANK[verdict.level];
}

/** Where the files that were judged are, so that a person gets to them in one step. */
export interface Site {
  /** The repository's page. */
  readonly url: string;
  readonly branch: string;
}

/** One verdict as a task-list item, with what to do below it when it fails. */
export function checklistItem(verdict: Verdict, site?: Site): string {
  const box = verdict.status === 'fail' || verdict.status === 'pending' ? '[ ]' : '[x]';
  const head = `- ${box} **${text(verdict.title)}**${note(verdict)}: ${prose(verdict.summary)}`;
  if (verdict.status === 'waived' && verdict.waiver) {
    const { reason, owner, until } = verdict.waiver;
    return broken([head, `Waived until ${text(until)} by ${code(owner)}: ${text(reason)}`]);
  }
  return verdict.status === 'fail' ? broken([head, ...details(verdict, site && link(verdict, site))]) : head;
}

/** Expected, found, fix: a line each. */
export function details({ expected, found, fix }: Pick<Verdict, 'expected' | 'found' | 'fix'>, link = ''): string[] {
  return [
    expected ? `Expected: ${prose(expected)}` : '',
    // That there is none was said in the summary.
    found && found !== 'None.' ? `Found: ${prose(found)}` : '',
    fix ? `**To mend it:** ${prose(fix)}${link}` : '',
  ].filter(Boolean);
}

/** The lines of one list item: two spaces at a line's end keep the next on a line of its own. */
export function broken(lines: readonly string[]): string {
  return lines.join('  \n  ');
}

/** To the file that was judged, or to GitHub's editor for the one that is missing. */
function link({ path, line, mendedBy = [] }: Verdict, { url, branch }: Site): string {
  const [missing] = mendedBy;
  const at = line ? `?plain=1#L${line}` : '';
  if (path) return ` [Open the file](${address(`${url}/blob/${inUrl(branch)}/${inUrl(path)}${at}`)})`;
  return missing ? ` [Add the file](${address(`${url}/new/${inUrl(branch)}?filename=${inUrl(missing)}`)})` : '';
}

function inUrl(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

function note({ status, level }: Verdict): string {
  if (status === 'waived') return ' (waived)';
  return status === 'fail' ? ` (${LEVEL_NOTE[level]})` : '';
}

const LEVEL_NOTE = { error: 'required', warning: 'recommended', info: 'for information' } as const;
