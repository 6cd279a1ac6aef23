import { z } from 'zod';
import { levels } from '../../rules/rule.ts';
import { defineRegistryRule } from './rule.ts';

export const owners = defineRegistryRule({
  id: 'owners',
  title: 'Owners',
  help: {
    checks: 'The package has owners.',
    why: 'Whoever depends on it must be able to turn to somebody.',
    mend: 'Name the owners in `innersource.yml`.',
  },
  levels: levels('warning', 'error', 'error', 'error'),
  options: z.object({}),
  evaluate: (candidate) => {
    if (candidate.project.owners.length > 0) return null;
    return {
      summary: 'Nobody owns the package.',
      expected: 'owners: in innersource.yml.',
      found: 'None.',
      fix: 'Add a line such as owners: ["@org/team"] to innersource.yml, and publish a new release.',
    };
  },
});
