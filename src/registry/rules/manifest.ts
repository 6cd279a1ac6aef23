import { z } from 'zod';
import { levels } from '../../rules/rule.ts';
import { defineRegistryRule } from './rule.ts';

export const manifest = defineRegistryRule({
  id: 'manifest',
  title: 'Manifest',
  help: {
    checks: 'The repository has a manifest or a version file by which the package is known.',
    why: 'The entry says of the package what its maintainers say.',
    mend: 'Add `innersource.yml` to the repository and release again.',
  },
  levels: levels('warning', 'warning', 'error', 'error'),
  options: z.object({}),
  evaluate: (candidate) => {
    if (candidate.project.source || candidate.versionFile) return null;
    return {
      summary: 'The repository says nothing of the package.',
      expected: 'innersource.yml, or a version file such as package.json.',
      found: 'Neither.',
      fix: 'Add innersource.yml to the default branch, and publish a new release.',
    };
  },
});
