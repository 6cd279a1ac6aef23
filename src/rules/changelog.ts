import { z } from 'zod';
import { presence } from './documents/presence.ts';
import { defineRule, levels } from './rule.ts';

export const changelog = defineRule({
  id: 'changelog',
  title: 'Changelog',
  help: {
    checks: 'A changelog (`CHANGELOG`, `CHANGES`, `HISTORY`, `NEWS`, release notes) at the root or in `docs/`.',
    why: 'Users decide by it whether they can take a new version.',
    mend: 'Add a `CHANGELOG.md` with a section a version: what was added, changed, removed.',
  },
  levels: levels('off', 'info', 'warning', 'error'),
  options: z.object({}),
  evaluate: (facts) =>
    presence('changelog', facts, 'with a section a version: what was added, changed, removed.').finding,
});
