import { z } from 'zod';
import { levels } from '../../rules/rule.ts';
import { defineRegistryRule, type Objection } from './rule.ts';

export const nameTaken = defineRegistryRule({
  id: 'name-taken',
  title: 'Name taken',
  help: {
    checks:
      'No other repository has registered the name, and no package has it in other case. No policy can switch it off.',
    why: 'Two packages of one name can’t be told apart, and on some platforms not even their files.',
    mend: 'Choose another name, or ask the owners of the other package.',
  },
  levels: levels('error', 'error', 'error', 'error'),
  firm: () => true,
  options: z.object({}),
  evaluate: (candidate): Objection | null => {
    const { registered, repository, known } = candidate;
    const { name } = candidate.package;
    if (registered) {
      const own = `${repository.owner}/${repository.name}`;
      if (registered.repository.toLowerCase() === own.toLowerCase()) return null;
      const theirs = registered.owners.join(', ');
      return {
        summary: `${name} is registered already, by ${registered.repository}.`,
        expected: 'A name that no other repository has.',
        found: `An entry of ${registered.repository}, owned by ${theirs || 'nobody'}.`,
        fix: `Choose another name in innersource.yml. If the package moved here, ask ${theirs || 'the registry’s owners'} to hand the entry over.`,
      };
    }
    // The very same name was taken out of the registry since its names were listed.
    const other = known?.find((each) => each !== name && each.toLowerCase() === name.toLowerCase());
    if (other === undefined) return null;
    return {
      summary: `${other} is registered, which differs from ${name} by case alone.`,
      expected: 'A name of its own, whatever the case.',
      found: name,
      fix: `If it is the same package, write its name as ${other} in innersource.yml; else choose another. Then publish a new release.`,
    };
  },
});
