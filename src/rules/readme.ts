import { z } from 'zod';
import { presence } from './documents/presence.ts';
import { defineRule, levels } from './rule.ts';

export const readme = defineRule({
  id: 'readme',
  title: 'README',
  help: {
    checks: 'A README at the root, in `.github/` or in `docs/`, in any usual markup, with text in it.',
    why: 'It is the first page that somebody from another team reads; without it nobody knows what they found.',
    mend: 'Add a `README.md` that says what the project does, for whom, and how to start.',
  },
  levels: levels('warning', 'error', 'error', 'error'),
  options: z.object({}),
  evaluate: (facts) =>
    presence('readme', facts, 'that says what the project does, for whom, and how to start.').finding,
});
