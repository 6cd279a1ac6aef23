import { z } from 'zod';
import type { Finding } from '../domain/verdict.ts';
import { type Fault, idle, unfit, unreadable } from './ownership/faults.ts';
import { codeownersInEffect } from './ownership/in-effect.ts';
import { defineRule, levels } from './rule.ts';

export const codeownersValid = defineRule({
  id: 'codeowners-valid',
  title: 'CODEOWNERS works',
  help: {
    checks:
      'GitHub can read every line of CODEOWNERS, and everybody named there exists and may write to the repository; teams are visible. No pattern stands twice, and each decides over a file at least: a pattern that no file matches, or whose files all go to later lines, is named. That is left out where GitHub doesn’t list all files, as it lists no more than 100,000 files and folders, and 7 MB of them; `innkeeper check` judges a checkout of any size.',
    why: 'GitHub skips a line it can’t read and drops an owner it doesn’t know without a word: files lose their owners.',
    mend: 'Correct the lines that are named; give the team write access, or name somebody who has it.',
  },
  levels: levels('off', 'warning', 'error', 'error'),
  options: z.object({
    unused: z.boolean().default(true).describe('Whether a line that decides over no file is a fault, too.'),
  }),
  judgesEveryFile: ({ unused }) => unused,
  evaluate: (facts, options) => {
    const found = codeownersInEffect(facts);
    if (!found) return { status: 'not-applicable', summary: 'There is no CODEOWNERS file to judge.' };
    const { path, codeowners } = found;
    // What costs files their owners comes first.
    const lost = byLine([
      ...unreadable(codeowners),
      ...unfit(codeowners, facts.codeowners ?? [], facts.repository?.owner),
    ]);
    const faults = [...lost, ...byLine(options.unused ? idle(codeowners, facts.paths) : [])];
    const [first] = faults;
    if (!first) return { status: 'pass', summary: worksOf(path, options.unused && !facts.paths), path };
    const lines = new Set(faults.map(({ line }) => line)).size;
    return {
      status: 'fail',
      summary: lines === 1 ? `Line ${first.line} of ${path} doesn’t work.` : `${lines} lines of ${path} don’t work.`,
      expected:
        lost.length > 0
          ? 'Lines that GitHub can read, and owners who exist and may write here.'
          : 'Patterns each of which decides over a file.',
      found:
        faults
          .slice(0, 10)
          .map(({ line, message }) => `line ${line}: ${message}`)
          .join('; ') + (faults.length > 10 ? '; …' : '.'),
      fix: first.fix,
      path,
      line: first.line,
      mendedBy: [path],
    } satisfies Finding;
  },
});

function worksOf(path: string, unknown: boolean): string {
  const works = `Every line of ${path} works.`;
  return unknown
    ? `${works} Whether each matches a file isn’t known: GitHub doesn’t list all files of so large a repository.`
    : works;
}

function byLine(faults: readonly Fault[]): readonly Fault[] {
  return [...faults].sort((one, other) => one.line - other.line);
}
