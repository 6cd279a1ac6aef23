import { z } from 'zod';
import { levels } from '../../rules/rule.ts';
import { defineRegistryRule } from './rule.ts';

export const nameTaken = defineRegistryRule({
  id: 'name-taken',
  title: 'Name taken',
  help: {
    checks: 'No other repository has registered the name, whatever its case.',
    why: 'Two packages of one name can’t be told apart.',
    mend: 'Choose another name, or ask the owners of the other package.',
  },
  levels: levels('error', 'error', 'error', 'error'),
  options: z.object({}),
  evaluate: (candidate) => {
    const { registered, repository } = candidate;
    const own = `${repository.owner}/${repository.name}`;
    if (!registered || registered.repository.toLowerCase() === own.toLowerCase()) return null;
    return {
      summary: `${candidate.package.name} is registered already, by ${registered.repository}.`,
      expected: 'A name that no other repository has.',
      found: `An entry of ${registered.repository}, owned by ${registered.owners.join(', ') || 'nobody'}.`,
      fix: `Choose another name in innersource.yml. If the package moved here, ask ${registered.owners.join(', ') || 'the registry’s owners'} to hand the entry over.`,
    };
  },
});
