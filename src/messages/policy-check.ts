import type { Annotation } from '../domain/action.ts';
import type { Problem } from '../domain/problem.ts';
import { code, plural, prose } from './escape.ts';

/** The face of the policy's own check: fine, or each problem at its line. */
export function policyCheckText(
  problems: readonly Problem[],
  lastGood: boolean,
): {
  title: string;
  summary: string;
  annotations: readonly Annotation[];
} {
  if (problems.length === 0) return { title: 'The policy is in order', summary: 'It is in force.', annotations: [] };
  const inForce = lastGood
    ? 'The last version that was in order stays in force until this is mended.'
    : 'Until it is mended, there is no policy: nothing is written anywhere.';
  return {
    title: `${plural(problems.length, 'problem')} in the policy`,
    summary: [
      inForce,
      '',
      ...problems
        .slice(0, 100)
        .map(({ file, line, column, message }) => `- ${code(`${file}:${line}:${column}`)} ${prose(message)}`),
    ].join('\n'),
    annotations: problems.map(({ file, line, message }) => ({
      path: file,
      line,
      level: 'failure',
      title: 'Policy',
      message,
    })),
  };
}
