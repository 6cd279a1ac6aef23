import semver from 'semver';
import { z } from 'zod';
import { levels } from '../../rules/rule.ts';
import type { Candidate } from '../candidate.ts';
import { ecosystemOf } from '../dependencies.ts';
import { defineRegistryRule } from './rule.ts';

/** npm and Cargo take `1.2.3` and `1.2.3+1` for one version. */
function buildsAreOne(candidate: Candidate): boolean {
  return ['npm', 'cargo'].includes(ecosystemOf(candidate)) && semver.valid(candidate.version) !== null;
}

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
    const known = candidate.registered?.versions ?? [];
    const before =
      known.find(({ version }) => version === candidate.version) ??
      (buildsAreOne(candidate) ? known.find(({ version }) => semver.eq(version, candidate.version)) : undefined);
    if (!before || before.tag === candidate.release.tag) return null;
    return {
      summary: `${before.version} is registered already, from the tag ${before.tag}.`,
      expected: 'A version that isn’t registered.',
      found: `${candidate.version} from ${candidate.release.tag}.`,
      fix: 'Publish the next version.',
    };
  },
});
