import semver from 'semver';
import { z } from 'zod';
import { levels } from '../../rules/rule.ts';
import { isBuildFlavor } from '../version.ts';
import { defineRegistryRule } from './rule.ts';

export const versionFormat = defineRegistryRule({
  id: 'version-format',
  title: 'Version format',
  help: {
    checks:
      'The version is a semantic one; prereleases, and the same version built otherwise (`1.2.3+docs`), only where the policy takes them.',
    why: 'Package managers choose versions by comparing them.',
    mend: 'Tag the release as `v1.2.3`.',
  },
  levels: levels('error', 'error', 'error', 'error'),
  options: z.object({
    prereleases: z.boolean().default(true).describe('Take prereleases such as 1.2.3-rc.1.'),
    builds: z.boolean().default(false).describe('Take the same version built otherwise, such as 1.2.3+docs.'),
  }),
  evaluate: ({ version, prerelease }, { prereleases, builds }) => {
    const summary = faultOf();
    if (summary === null) return null;
    return {
      summary,
      expected: 'A version such as 1.2.3.',
      found: version,
      fix: 'Publish a release with a tag such as v1.2.3.',
    };

    function faultOf(): string | null {
      if (!semver.valid(version)) return `${version} is no semantic version.`;
      if (prerelease && !prereleases) return `${version} is a prerelease, which this registry doesn’t take.`;
      if (!isBuildFlavor(version) || builds) return null;
      return `${version} is ${version.replace(/\+.*/, '')} built otherwise; package managers take the two for one.`;
    }
  },
});
