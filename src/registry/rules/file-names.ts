import { z } from 'zod';
import { levels } from '../../rules/rule.ts';
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
    const parts = own.name.split('/');
    // A folder `x.json` would stand where the package x has its file.
    const awkward = parts.some((part) => RESERVED.test(part) || part.endsWith('.'));
    if (!awkward && !parts.slice(0, -1).some((part) => part.endsWith('.json'))) return null;
    return {
      summary: `${own.name} can’t be a file’s name on every platform.`,
      expected: 'A name that Windows takes too.',
      found: own.name,
      fix: 'Choose another name in innersource.yml, and publish a new release.',
    };
  },
});
