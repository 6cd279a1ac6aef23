import { styleText } from 'node:util';
import type { VerificationReport } from '../registry-verify.ts';

const STYLES = { error: 'red', warning: 'yellow', info: 'blue' } as const;

/** For a person at a terminal: errors first, each with its fix. */
export function findingsAsText({ formats, findings, summary }: VerificationReport, color: boolean): string {
  const levels = ['error', 'warning', 'info'] as const;
  const lines = levels.flatMap((level) =>
    findings
      .filter((finding) => finding.level === level)
      .flatMap(({ path, summary: words, expected, found, fix }) => [
        `${color ? styleText(STYLES[level], level.padEnd(8), { validateStream: false }) : level.padEnd(8)} ${path}: ${words}`,
        ...(expected ? [`         expected: ${indented(expected)}`] : []),
        ...(found ? [`         found:    ${indented(found)}`] : []),
        ...(fix ? [`         fix:      ${fix}`] : []),
      ]),
  );
  const counts = levels.filter((level) => summary[level] > 0).map((level) => `${summary[level]} ${level}`);
  return `${[...lines, `${formats.join(', ')}: ${counts.join(', ') || 'all in order'}`].join('\n')}\n`;
}

function indented(text: string): string {
  return text.trimEnd().replaceAll('\n', '\n                   ');
}
