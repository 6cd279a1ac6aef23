import { z } from 'zod';
import { levels } from '../../rules/rule.ts';
import { typeOf } from '../dependencies.ts';
import { defineRegistryRule } from './rule.ts';

export const dependencyTypes = defineRegistryRule({
  id: 'dependency-types',
  title: 'Dependencies’ types',
  help: {
    checks:
      'Registered dependencies are of types that the policy lets this type depend on (`types.<type>.may-depend-on`).',
    why: 'What is shared with many must not need what few may use.',
    mend: 'Depend on another package, or change the type of one of the two.',
  },
  levels: levels('warning', 'warning', 'error', 'error'),
  options: z.object({}),
  evaluate: (candidate, _options, { mayDependOn }) => {
    const own = typeOf(candidate);
    if (!own) return null;
    const allowed = mayDependOn.types[own];
    const wrong = candidate.dependencies.flatMap(({ entry: { name, type } }) =>
      type && !allowed.includes(type) ? [`${name} (${type})`] : [],
    );
    if (wrong.length === 0) return null;
    return {
      summary: `${candidate.package.name} is ${own}, and depends on ${wrong.join(', ')}.`,
      expected: `Dependencies of type ${allowed.join(', ')}.`,
      found: wrong.join(', '),
      fix: 'Do without them, ask their owners to share them more widely, or correct type: in innersource.yml; then publish the next version.',
    };
  },
});
