import { z } from 'zod';
import { levels } from '../../rules/rule.ts';
import { ecosystemOf } from '../dependencies.ts';
import { defineRegistryRule } from './rule.ts';

export const identity = defineRegistryRule({
  id: 'identity',
  title: 'Identity',
  help: {
    checks: 'A known package keeps its folder and its ecosystem.',
    why: 'Whoever installs the next version means the same package.',
    mend: 'Register the package under a new name if it is another one.',
  },
  levels: levels('warning', 'warning', 'error', 'error'),
  options: z.object({}),
  evaluate: (candidate) => {
    const { registered, package: own } = candidate;
    const ecosystem = ecosystemOf(candidate);
    if (!registered || registered.versions.length === 0 || registered.ecosystem === ecosystem) return null;
    return {
      summary: `${own.name} was a package of ${registered.ecosystem}, and is now one of ${ecosystem}.`,
      expected: registered.ecosystem,
      found: ecosystem,
      fix: 'Name the ecosystem in innersource.yml under packages:, or register it under a new name.',
    };
  },
});
