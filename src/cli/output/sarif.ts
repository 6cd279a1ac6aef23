import { RULES } from '../../rules/index.ts';
import type { CheckReport } from '../check.ts';

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;

/**
 * SARIF 2.1.0, as code-scanning services read it: failing verdicts alone.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function verdictsAsSarif({ verdicts }: CheckReport): object {
  const failing = verdicts.filter(({ status }) => status === 'fail');
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'innkeeper',
            rules: RULES.map(({ id, title, help }) => ({
              id,
              name: title,
              shortDescription: { text: title },
              fullDescription: { text: help.checks },
              help: { text: help.mend },
            })),
          },
        },
        results: failing.map(({ rule, level, summary, fix, path, line }) => ({
          ruleId: rule,
          ruleIndex: RULES.findIndex(({ id }) => id === rule),
          level: LEVELS[level],
          message: { text: fix ? `${summary} ${fix}` : summary },
          // Results need a place; what is missing altogether is said of the README's.
          locations: [place(path ?? 'README.md', line ?? 1)],
        })),
      },
    ],
  };
}

function place(path: string, line: number): object {
  const uri = path.split('/').map(encodeURIComponent).join('/');
  return { physicalLocation: { artifactLocation: { uri, uriBaseId: '%SRCROOT%' }, region: { startLine: line } } };
}
