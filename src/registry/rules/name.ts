import { z } from 'zod';
import { levels } from '../../rules/rule.ts';

/** npm's own form, which is the widest of all: an optional scope, then letters, digits, `-`, `_`, `.`. */
const NAME = /^(?:@[a-z0-9][a-z0-9._-]*\/)?[A-Za-z0-9][A-Za-z0-9._-]*$/;

import { defineRegistryRule } from './rule.ts';

export const name = defineRegistryRule({
  id: 'name',
  title: 'Name',
  help: {
    checks: 'The name is one that its package manager takes, ASCII, and not too short.',
    why: 'A name that some tool can’t take is a package some people can’t use.',
    mend: 'Choose another name in the version file and in `innersource.yml`.',
  },
  levels: levels('error', 'error', 'error', 'error'),
  options: z.object({ minimum: z.int().min(1).default(2).describe('At least so many characters.') }),
  evaluate: (candidate, { minimum }) => {
    const { name } = candidate.package;
    if (NAME.test(name) && name.replace(/^@[^/]+\//, '').length >= minimum && name.length <= 214) return null;
    return {
      summary: `${name} is no name for a package.`,
      expected: `ASCII letters, digits, - _ and ., at least ${minimum} characters.`,
      found: name,
      fix: 'Choose another name in innersource.yml (and in the version file), and publish a new release.',
    };
  },
});
