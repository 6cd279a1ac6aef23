import { resolve } from 'node:path';
import type { Project } from '../domain/project.ts';
import type { Verdict } from '../domain/verdict.ts';
import { evaluate, type Tally, tally } from '../rules/evaluate.ts';
import type { CliCommand } from './commands.ts';
import { EXIT, type Io } from './io.ts';
import { readLocalProject } from './local/project.ts';
import { formatOf, textOption } from './options.ts';
import { verdictsAsMarkdown } from './output/markdown.ts';
import { createProgress } from './output/progress.ts';
import { verdictsAsSarif } from './output/sarif.ts';
import { verdictsAsText } from './output/text.ts';

const FORMATS = ['text', 'json', 'markdown', 'sarif'] as const;

/** A checkout judged by the rules. */
export interface CheckReport {
  readonly project: Project;
  readonly verdicts: readonly Verdict[];
  readonly summary: Tally;
}

export const check: CliCommand = {
  define: (command) =>
    command
      .argument('[dir]', 'the checkout', '.')
      .option('--policy <file>', 'the organisation’s policy; without it the built-in one holds')
      .option('--format <format>', FORMATS.join('|'), 'text'),
  async run([directory = '.'], options, io) {
    const format = formatOf(options, FORMATS);
    const policy = textOption(options, 'policy');
    const { facts, effective } = createProgress(io, format).during(`Reading ${directory} …`, () =>
      readLocalProject(resolve(io.cwd, directory), policy && resolve(io.cwd, policy), io.now()),
    );
    const verdicts = evaluate({ facts, policy: effective });
    const report: CheckReport = { project: facts.project, verdicts, summary: tally(verdicts) };
    io.out(render(report, format, io));
    const failed = verdicts.some(({ status, level }) => status === 'fail' && level === 'error');
    return failed ? EXIT.findings : EXIT.fine;
  },
};

function render(report: CheckReport, format: (typeof FORMATS)[number], io: Io): string {
  if (format === 'text') return verdictsAsText(report, io.color);
  if (format === 'markdown') return verdictsAsMarkdown(report);
  const value = format === 'sarif' ? verdictsAsSarif(report) : json(report);
  return `${JSON.stringify(value, null, 2)}\n`;
}

function json({ project, verdicts, summary }: CheckReport): object {
  return {
    project,
    verdicts: verdicts.map(({ rule, status, level, summary: words, expected, found, fix, path, line }) => ({
      rule,
      status,
      level,
      summary: words,
      expected,
      found,
      fix,
      path,
      line,
    })),
    summary,
  };
}
