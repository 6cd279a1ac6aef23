import semver from 'semver';
import { z } from 'zod';
import { levels } from '../../rules/rule.ts';
import { defineRegistryRule } from './rule.ts';

export const versionFormat = defineRegistryRule({
  id: 'version-format',
  title: 'Version format',
  help: {
    checks: 'The version is a semantic one; prereleases only where the policy takes them.',
    why: 'Package managers choose versions by comparing them.',
    mend: 'Tag the release as `v1.2.3`.',
  },
  levels: levels('error', 'error', 'error', 'error'),
  options: z.object({ prereleases: z.boolean().default(true).describe('Take prereleases such as 1.2.3-rc.1.') }),
  evaluate: (candidate, { prereleases }) => {
    const { version } = candidate;
    if (semver.valid(version) && (prereleases || !candidate.prerelease)) return null;
    return {
      summary: candidate.prerelease
        ? `${version} is a prerelease, which this registry doesn’t take.`
        : `${version} is no semantic version.`,
      expected: 'A version such as 1.2.3.',
      found: version,
      fix: 'Publish a release with a tag such as v1.2.3.',
    };
  },
});
