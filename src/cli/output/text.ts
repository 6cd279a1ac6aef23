import { styleText } from 'node:util';
import type { Verdict } from '../../domain/verdict.ts';
import type { CheckReport } from '../check.ts';

type Style = Parameters<typeof styleText>[0];

/** For a person at a terminal: what fails first, each with its fix. */
export function verdictsAsText({ project, verdicts, summary }: CheckReport, color: boolean): string {
  const paint = (style: Style, words: string) => (color ? styleText(style, words, { validateStream: false }) : words);
  const about = [project.tier ? `tier ${project.tier}` : 'no tier declared', project.type ?? 'no type declared'];
  const shown = verdicts.filter(({ status }) => status !== 'not-applicable');
  const order = ['fail', 'pending', 'waived', 'pass'];
  const lines = [...shown]
    .sort((one, other) => order.indexOf(one.status) - order.indexOf(other.status))
    .flatMap((verdict) => linesOf(verdict, paint));
  const counts = Object.entries(summary).filter(([, count]) => count > 0);
  return `${[
    `${paint('bold', project.title ?? project.name)} (${about.join(', ')})`,
    '',
    ...lines,
    '',
    counts.map(([status, count]) => `${count} ${status === 'not-applicable' ? 'not judged here' : status}`).join(', '),
  ].join('\n')}\n`;
}

const STYLES: Readonly<Record<string, Style>> = {
  pass: 'green',
  pending: 'yellow',
  waived: 'cyan',
  error: 'red',
  warning: 'yellow',
  info: 'blue',
};

function linesOf(verdict: Verdict, paint: (style: Style, words: string) => string): string[] {
  const { status, level, rule, summary, expected, found, fix } = verdict;
  const mark = status === 'fail' ? level : status;
  const head = `${paint(STYLES[mark] ?? 'reset', mark.padEnd(8))} ${rule.padEnd(24)} ${summary}`;
  if (status !== 'fail') return [head];
  const indent = ' '.repeat(9);
  return [
    head,
    ...(expected ? [`${indent}expected: ${expected}`] : []),
    ...(found ? [`${indent}found:    ${found}`] : []),
    ...(fix ? [`${indent}fix:      ${fix}`] : []),
  ];
}
