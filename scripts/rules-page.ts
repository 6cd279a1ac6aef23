import type { z } from 'zod';
import { TIERS } from '../src/domain/tier.ts';
import { REGISTRY_RULES } from '../src/registry/rules/index.ts';
import { RULES } from '../src/rules/index.ts';
import { PULL_REQUEST_RULES } from '../src/rules/pull-request/index.ts';
import type { RuleHead } from '../src/rules/rule.ts';

/** The page of all rules, from the help that stands beside each. */
export function rulesPage(): string {
  return [
    '# The rules',
    '',
    'Made from the rules themselves; change them there. The table says which level holds at each tier where the policy says nothing: only a failing `error` can fail a check.',
    '',
    ...section('Repositories', 'Set under `rules:` in the policy.', RULES),
    ...section('Pull requests', 'Set under `pull-requests: { rules: … }`.', PULL_REQUEST_RULES),
    ...section(
      'The registry',
      'Set under `registry: { rules: … }`. A failing `error` refuses the version.',
      REGISTRY_RULES,
    ),
  ].join('\n');
}

function section(title: string, intro: string, rules: readonly RuleHead[]): string[] {
  return [
    `## ${title}`,
    '',
    intro,
    '',
    `| rule | ${TIERS.join(' | ')} |`,
    `|---|${TIERS.map(() => '---|').join('')}`,
    ...rules.map((rule) => `| [${rule.id}](#${rule.id}) | ${TIERS.map((tier) => rule.levels[tier]).join(' | ')} |`),
    '',
    ...rules.flatMap(entry),
  ];
}

function entry({ id, title, help, options }: RuleHead): string[] {
  const settings = Object.entries(options.shape).map(([name, schema]) => option(name, schema as z.ZodType));
  return [
    `### ${id}`,
    '',
    `**${title}.** ${help.checks}`,
    '',
    `Why: ${help.why}`,
    '',
    `To mend it: ${help.mend}`,
    '',
    ...(settings.length > 0 ? ['| option | default | meaning |', '|---|---|---|', ...settings, ''] : []),
  ];
}

function option(name: string, schema: z.ZodType): string {
  const fallback = schema.safeParse(undefined);
  const value = fallback.success ? JSON.stringify(fallback.data) : 'none';
  return `| \`${name}\` | \`${value}\` | ${schema.description ?? ''} |`;
}
