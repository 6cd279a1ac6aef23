import { z } from 'zod';
import { levels } from '../../rules/rule.ts';
import { isSafeName } from '../names.ts';
import { defineRegistryRule } from './rule.ts';

/** Names that Windows keeps for its devices. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$/i;

export const fileNames = defineRegistryRule({
  id: 'file-names',
  title: 'File names',
  help: {
    checks:
      'The name makes a file name on every platform, and the package’s folder is there. No policy can switch it off.',
    why: 'The registry is checked out on all of them.',
    mend: 'Choose another name, or correct the path.',
  },
  levels: levels('error', 'error', 'error', 'error'),
  firm: () => true,
  options: z.object({}),
  evaluate: ({ package: own, tree, release }) => {
    if (tree === null) {
      return {
        summary: `There is no folder ${own.path} at ${release.tag}.`,
        expected: `The package’s folder ${own.path}.`,
        found: 'None.',
        fix: 'Correct the path in innersource.yml, and publish a new release.',
      };
    }
    const awkward = own.name.split('/').some((part) => RESERVED.test(part) || part.endsWith('.'));
    if (isSafeName(own.name) && !awkward) return null;
    return {
      summary: `${own.name || 'Nothing'} can’t be a file’s name on every platform.`,
      expected: 'A name that Windows takes too.',
      found: own.name || 'An empty name.',
      fix: 'Choose another name in innersource.yml, and publish a new release.',
    };
  },
});
