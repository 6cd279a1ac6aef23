import { existsSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { parseManifest, parsePolicy } from '../config/files.ts';
import { MANIFEST_PATHS } from '../config/project.ts';
import { formatProblem, type Problem } from '../domain/problem.ts';
import { UserError } from '../domain/user-error.ts';
import { POLICY_PATHS } from '../github/read-policy.ts';
import type { CliCommand } from './commands.ts';
import { EXIT } from './io.ts';
import { readText } from './local/files.ts';
import { formatOf } from './options.ts';

const FORMATS = ['text', 'json'] as const;

export const validate: CliCommand = {
  define: (command) =>
    command
      .argument('[files...]', 'without any, those found here')
      .option('--format <format>', FORMATS.join('|'), 'text'),
  async run(given, options, io) {
    const format = formatOf(options, FORMATS);
    const found =
      given.length > 0 ? given : [...POLICY_PATHS, ...MANIFEST_PATHS].filter((path) => existsSync(join(io.cwd, path)));
    if (found.length === 0) {
      throw new UserError('There is neither a policy nor a manifest here.', { fix: 'Name the files to check.' });
    }
    const problems = found.flatMap((file) => problemsOf(file, readText(resolve(io.cwd, file))));
    const named = problems.map((problem) => ({ ...problem, file: relative(io.cwd, resolve(io.cwd, problem.file)) }));
    if (format === 'json')
      io.out(
        `${JSON.stringify(
          named.map(({ file, line, column, message }) => ({ file, line, column, message })),
          null,
          2,
        )}\n`,
      );
    else io.out(named.length > 0 ? `${named.map(formatProblem).join('\n')}\n` : `${found.join(', ')}: in order\n`);
    return named.length > 0 ? EXIT.findings : EXIT.fine;
  },
};

function problemsOf(file: string, text: string): readonly Problem[] {
  const isManifest = /^innersource\./.test(basename(file));
  const isPolicy = /^innkeeper\./.test(basename(file));
  if (isManifest) return parseManifest(file, text).problems;
  if (isPolicy) return parsePolicy(file, text).problems;
  // Under another name, what it was meant to be is what it comes nearer to.
  const [policy, manifest] = [parsePolicy(file, text).problems, parseManifest(file, text).problems];
  return manifest.length < policy.length ? manifest : policy;
}
