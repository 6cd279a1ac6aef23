import { z } from 'zod';
import { presence } from './documents/presence.ts';
import { defineRule, levels } from './rule.ts';

export const codeOfConduct = defineRule({
  id: 'code-of-conduct',
  title: 'Code of conduct',
  help: {
    checks:
      'A code of conduct at the root, in `.github/` or in `docs/`, here or in the organisation’s `.github` repository.',
    why: 'People contribute more readily where they know how they will be treated.',
    mend: 'Add a `CODE_OF_CONDUCT.md`, best once for all in the organisation’s `.github` repository.',
  },
  levels: levels('off', 'off', 'info', 'info'),
  options: z.object({}),
  evaluate: (facts) => presence('conduct', facts, 'that says how people treat each other and whom to turn to.').finding,
});
