import { z } from 'zod';
import { presence } from './documents/presence.ts';
import { defineRule, levels } from './rule.ts';

export const license = defineRule({
  id: 'license',
  title: 'Licence',
  help: {
    checks: 'A licence file at the root whose licence is on the organisation’s list.',
    why: 'Without a licence nobody outside the team may lawfully use the code, in some companies not even inside.',
    mend: 'Add a `LICENSE` file with one of the licences that the policy allows.',
  },
  levels: levels('off', 'warning', 'error', 'error'),
  options: z.object({
    allow: z.array(z.string()).default([]).describe('SPDX identifiers; empty: any licence will do.'),
  }),
  evaluate: (facts, { allow }) => {
    const which =
      allow.length > 0 ? `: one of ${allow.join(', ')}.` : ' that your organisation uses for this kind of project.';
    const { finding } = presence('license', facts, `with the licence${which}`);
    if (finding.status !== 'pass' || allow.length === 0 || facts.license === undefined) return finding;
    const spdx = facts.license;
    if (spdx && allow.some((allowed) => allowed.toLowerCase() === spdx.toLowerCase())) {
      return { ...finding, summary: `Licensed under ${spdx}.` };
    }
    return {
      status: 'fail',
      summary:
        spdx && spdx !== 'NOASSERTION'
          ? `The licence ${spdx} is not on the organisation’s list.`
          : 'The licence is none that GitHub knows.',
      expected: `One of ${allow.join(', ')}.`,
      found: `${spdx ?? 'An unknown licence'} in ${finding.path}.`,
      fix: `Replace the text of ${finding.path} by an allowed licence, or ask for a waiver.`,
      ...(finding.path ? { path: finding.path } : {}),
    };
  },
});
