import { z } from 'zod';
import { levels } from '../../rules/rule.ts';
import { defineRegistryRule } from './rule.ts';

export const versionDuplicate = defineRegistryRule({
  id: 'version-duplicate',
  title: 'Version is new',
  help: {
    checks: 'No other tag has registered the version.',
    why: 'A version is registered once.',
    mend: 'Release the next version.',
  },
  levels: levels('error', 'error', 'error', 'error'),
  options: z.object({}),
  evaluate: (candidate) => {
    const before = candidate.registered?.versions.find(({ version }) => version === candidate.version);
    if (!before || before.tag === candidate.release.tag) return null;
    return {
      summary: `${candidate.version} is registered already, from the tag ${before.tag}.`,
      expected: 'A version that isn’t registered.',
      found: `${candidate.version} from ${before.tag}.`,
      fix: 'Publish the next version.',
    };
  },
});
