import type { Verdict } from '../domain/verdict.ts';
import { code, text } from './escape.ts';

/** Failing ones first, then those that wait, then the rest; errors before warnings. */
export function byUrgency(verdicts: readonly Verdict[]): readonly Verdict[] {
  return [...verdicts].sort((one, other) => rank(one) - rank(other));
}

const STATUS_RANK = { fail: 0, pending: 3, waived: 4, pass: 5, 'not-applicable': 6 } as const;
const LEVEL_RANK = { error: 0, warning: 1, info: 2 } as const;

function rank(verdict: Verdict): number {
  return STATUS_RANK[verdict.status] * 3 + LEVEL_RANK[verdict.level];
}

/** One verdict as a task-list item, with what to do below it when it fails. */
export function checklistItem(verdict: Verdict): string {
  const box = verdict.status === 'fail' || verdict.status === 'pending' ? '[ ]' : '[x]';
  const head = `- ${box} **${text(verdict.title)}**${levelNote(verdict)}: ${text(verdict.summary)}`;
  if (verdict.status === 'waived' && verdict.waiver) {
    const { reason, owner, until } = verdict.waiver;
    return `${head}\n  Waived until ${text(until)} by ${code(owner)}: ${text(reason)}`;
  }
  if (verdict.status !== 'fail') return head;
  const lines = details(verdict).map((line) => `  ${line}`);
  // Two spaces at a line's end keep the next on a line of its own.
  return [lines.length > 0 ? `${head}  ` : head, ...lines].join('\n');
}

/** Expected, found, fix: one line each, hard breaks between. */
export function details(verdict: Pick<Verdict, 'expected' | 'found' | 'fix'>): string[] {
  const lines = [
    verdict.expected ? `Expected: ${text(verdict.expected)}` : '',
    verdict.found ? `Found: ${text(verdict.found)}` : '',
    verdict.fix ? `**To mend it:** ${text(verdict.fix)}` : '',
  ].filter(Boolean);
  return lines.map((line, index) => (index < lines.length - 1 ? `${line}  ` : line));
}

function levelNote(verdict: Verdict): string {
  if (verdict.status !== 'fail') return '';
  return verdict.level === 'error'
    ? ' (required)'
    : verdict.level === 'warning'
      ? ' (recommended)'
      : ' (for information)';
}
