import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { RegistryTree } from '../registry/formats/format.ts';
import { type RegistryVerification, verifyRegistry } from '../registry/verify.ts';
import type { CliCommand } from './commands.ts';
import { EXIT } from './io.ts';
import { assertFolder, listFiles } from './local/files.ts';
import { recomputeTrees } from './local/trees.ts';
import { formatOf, textOption } from './options.ts';
import { findingsAsText } from './output/findings.ts';

const FORMATS = ['text', 'json'] as const;

export const registryVerify: CliCommand = {
  define: (command) =>
    command
      .argument('[dir]', 'the checkout of the registry', '.')
      .option(
        '--checkouts <dir>',
        'recompute the trees from the packages’ repositories in <dir>/<name> or <dir>/<owner>/<name>',
      )
      .option('--format <format>', FORMATS.join('|'), 'text'),
  async run([directory = '.'], options, io) {
    const format = formatOf(options, FORMATS);
    const checkouts = textOption(options, 'checkouts');
    const tree = treeAt(resolve(io.cwd, directory));
    const { formats, findings } = verifyRegistry(tree);
    const recomputed = recomputeTrees(tree, checkouts === undefined ? null : resolve(io.cwd, checkouts));
    const report = { formats, findings: [...findings, ...recomputed], summary: { error: 0, warning: 0, info: 0 } };
    for (const { level } of report.findings) report.summary[level] += 1;
    io.out(format === 'json' ? `${JSON.stringify(inOrder(report), null, 2)}\n` : findingsAsText(report, io.color));
    return report.summary.error > 0 ? EXIT.findings : EXIT.fine;
  },
};

/** What `verify` found, and how much of each level. */
export interface VerificationReport extends RegistryVerification {
  readonly summary: Readonly<Record<'error' | 'warning' | 'info', number>>;
}

function inOrder({ formats, findings, summary }: VerificationReport): object {
  return {
    formats,
    findings: findings.map(({ level, format, path, summary: words, expected, found, fix }) => ({
      level,
      format,
      path,
      summary: words,
      expected,
      found,
      fix,
    })),
    summary,
  };
}

function treeAt(directory: string): RegistryTree {
  assertFolder(directory);
  return {
    paths: [...listFiles(directory)].sort(),
    read: (path) => (existsSync(join(directory, path)) ? readFileSync(join(directory, path), 'utf8') : null),
  };
}
