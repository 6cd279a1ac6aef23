import { z } from 'zod';
import { levels } from '../../rules/rule.ts';
import { defineRegistryRule } from './rule.ts';

export const tagMoved = defineRegistryRule({
  id: 'tag-moved',
  title: 'Tag stays',
  help: {
    checks: 'A registered version’s tag still points at the commit that was registered.',
    why: 'Who installed the version must be able to get the very same again.',
    mend: 'Publish the change as a new version.',
  },
  levels: levels('error', 'error', 'error', 'error'),
  options: z.object({}),
  evaluate: (candidate) => {
    const before = candidate.registered?.versions.find(({ version }) => version === candidate.version);
    if (!before || before.commit === candidate.commit) return null;
    return {
      summary: `The tag ${candidate.release.tag} has moved since ${candidate.version} was registered.`,
      expected: before.commit,
      found: candidate.commit,
      fix: `Put the tag back with: git tag -f ${candidate.release.tag} ${before.commit.slice(0, 10)} && git push -f origin ${candidate.release.tag} — and publish the change as a new version.`,
    };
  },
});
