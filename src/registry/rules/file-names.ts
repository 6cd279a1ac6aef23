import { z } from 'zod';
import { levels } from '../../rules/rule.ts';

/** Names that Windows keeps for its devices. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$/i;

import { defineRegistryRule } from './rule.ts';

export const fileNames = defineRegistryRule({
  id: 'file-names',
  title: 'File names',
  help: {
    checks: 'The name makes a file name on every platform.',
    why: 'The registry is checked out on all of them.',
    mend: 'Choose another name.',
  },
  levels: levels('error', 'error', 'error', 'error'),
  options: z.object({}),
  evaluate: (candidate) => {
    const segments = candidate.package.name.split('/');
    const unsafe =
      candidate.tree === null ||
      segments.some((segment) => segment === '..' || RESERVED.test(segment) || segment.endsWith('.'));
    if (!unsafe) return null;
    return candidate.tree === null
      ? {
          summary: `There is no folder ${candidate.package.path} at ${candidate.release.tag}.`,
          expected: `The package’s folder ${candidate.package.path}.`,
          found: 'None.',
          fix: 'Correct the path in innersource.yml, and publish a new release.',
        }
      : {
          summary: `${candidate.package.name} can’t be a file’s name on every platform.`,
          expected: 'A name that Windows takes too.',
          found: candidate.package.name,
          fix: 'Choose another name in innersource.yml, and publish a new release.',
        };
  },
});
