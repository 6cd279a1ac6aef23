import { z } from 'zod';
import { presence } from './documents/presence.ts';
import { defineRule, levels } from './rule.ts';

export const securityPolicy = defineRule({
  id: 'security-policy',
  title: 'Security policy',
  help: {
    checks:
      'A SECURITY file at the root, in `.github/` or in `docs/`, here or in the organisation’s `.github` repository.',
    why: 'Whoever finds a weakness must know whom to tell without telling everybody.',
    mend: 'Add a `SECURITY.md` that names a private way to report a weakness and when to expect an answer.',
  },
  levels: levels('off', 'off', 'warning', 'error'),
  options: z.object({}),
  evaluate: (facts) =>
    presence('security', facts, 'that names a private way to report a weakness and when to expect an answer.').finding,
});
