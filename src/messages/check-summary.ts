import type { Annotation, CheckState } from '../domain/action.ts';
import type { Verdict } from '../domain/verdict.ts';
import { plural } from './escape.ts';
import { byUrgency, checklistItem } from './verdict-lines.ts';

/** A check run's face: what it concludes, in how many words. */
export interface CheckText {
  readonly title: string;
  readonly summary: string;
  readonly annotations: readonly Annotation[];
}

/**
 * What a check concludes from verdicts: only a failing `error` in mode `enforce` fails it; in `warn` the same is neutral; what waits for a
 * person leaves it in progress.
 */
export function concludeCheck(verdicts: readonly Verdict[]): CheckState {
  const errors = verdicts.filter(({ status, level }) => status === 'fail' && level === 'error');
  if (errors.some(({ mode }) => mode === 'enforce')) return { status: 'completed', conclusion: 'failure' };
  const waiting = verdicts.filter(isWaiting);
  if (waiting.some(({ mode }) => mode === 'enforce')) return { status: 'in_progress' };
  if ([...errors, ...waiting].some(({ mode }) => mode === 'warn'))
    return { status: 'completed', conclusion: 'neutral' };
  return { status: 'completed', conclusion: 'success' };
}

export function checkText(verdicts: readonly Verdict[]): CheckText {
  const failing = verdicts.filter(({ status }) => status === 'fail');
  const required = failing.filter(({ level }) => level === 'error').length;
  const recommended = failing.filter(({ level }) => level === 'warning').length;
  const shown = byUrgency(verdicts).filter(({ status }) => status !== 'not-applicable');
  return {
    title: titleOf(required, recommended, verdicts.find(isWaiting)?.waitsFor),
    summary: shown.map((verdict) => checklistItem(verdict)).join('\n') || 'No rule applies here.',
    annotations: failing.flatMap(annotation),
  };
}

/** It waits for a person. */
function isWaiting({ status, level, waitsFor }: Verdict): boolean {
  return status === 'pending' && level === 'error' && waitsFor !== undefined;
}

function titleOf(required: number, recommended: number, waitsFor: string | undefined): string {
  if (required > 0) return `${plural(required, 'required point')} to mend`;
  if (waitsFor) return `Waits for ${waitsFor}`;
  if (recommended > 0) return `In order; ${plural(recommended, 'recommendation')}`;
  return 'Everything is in order';
}

const ANNOTATION_LEVEL = { error: 'failure', warning: 'warning', info: 'notice' } as const;

function annotation(verdict: Verdict): Annotation[] {
  if (!verdict.path) return [];
  const message = [
    verdict.summary,
    verdict.expected && `Expected: ${verdict.expected}`,
    verdict.fix && `To mend it: ${verdict.fix}`,
  ];
  return [
    {
      path: verdict.path,
      line: verdict.line ?? 1,
      level: ANNOTATION_LEVEL[verdict.level],
      title: verdict.title,
      message: message.filter(Boolean).join('\n'),
    },
  ];
}
