import { z } from 'zod';
import { levels } from '../../rules/rule.ts';
import { ecosystemOf } from '../dependencies.ts';
import { expectedName, isSafeName } from '../names.ts';
import { defineRegistryRule } from './rule.ts';

export const name = defineRegistryRule({
  id: 'name',
  title: 'Name',
  help: {
    checks:
      'The name of a new package is one that its package manager takes, ASCII, and not too short. No policy lets a name pass that is no safe path.',
    why: 'A name that some tool can’t take is a package some people can’t use.',
    mend: 'Choose another name in the version file and in `innersource.yml`.',
  },
  levels: levels('warning', 'error', 'error', 'error'),
  firm: ({ package: own }) => !isSafeName(own.name),
  options: z.object({
    minimum: z.int().min(0).default(0).describe('At least so many characters; 0: five for Julia, two for all others.'),
  }),
  evaluate: (candidate, { minimum }) => {
    const { name } = candidate.package;
    // A name that the registry has taken once can't be changed for those who use it.
    if (candidate.isKnown && isSafeName(name)) return null;
    const expected = expectedName(name, ecosystemOf(candidate), minimum);
    if (expected === null) return null;
    return {
      summary: `${name || 'Nothing'} is no name for a package.`,
      expected,
      found: name || 'An empty name.',
      fix: 'Choose another name in innersource.yml (and in the version file), and publish a new release.',
    };
  },
});
