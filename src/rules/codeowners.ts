import { z } from 'zod';
import { locate } from './documents/locate.ts';
import { presence } from './documents/presence.ts';
import { defineRule, levels } from './rule.ts';

export const codeowners = defineRule({
  id: 'codeowners',
  title: 'CODEOWNERS',
  help: {
    checks:
      'A CODEOWNERS file in `.github/`, at the root or in `docs/`, of that very name, with at least one line in it.',
    why: 'Owners review what comes in; without them a contribution waits for somebody to feel responsible.',
    mend: 'Add `.github/CODEOWNERS` with a line such as `* @acme/platform`.',
  },
  levels: levels('off', 'warning', 'error', 'error'),
  options: z.object({}),
  evaluate: (facts) => {
    const { finding } = presence('codeowners', facts, 'with a line such as "* @org/team".');
    if (finding.status === 'pass') return finding;
    const misspelt = facts.files.entries.find(
      ({ path, type }) => type === 'file' && /^(?:\.github\/|docs\/)?codeowners(?:\.\w+)?$/i.test(path),
    );
    if (!misspelt || locate('codeowners', facts.files.entries).length > 0) return finding;
    return {
      ...finding,
      found: `${misspelt.path}, which GitHub doesn’t read: the name is CODEOWNERS, in capitals and without an ending.`,
      fix: `Rename ${misspelt.path} to .github/CODEOWNERS.`,
    };
  },
});
