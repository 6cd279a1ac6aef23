import { z } from 'zod';
import { levels } from '../../rules/rule.ts';
import { isBuildFlavor, normalise } from '../version.ts';
import { defineRegistryRule } from './rule.ts';

/** Whether another build of a version may be registered, `version-format` says. */
function plainOf(version: string): string {
  return isBuildFlavor(version) ? version.replace(/\+.*/, '') : version;
}

export const versionMismatch = defineRegistryRule({
  id: 'version-mismatch',
  title: 'Version file agrees',
  help: {
    checks:
      'The version file at the tag (package.json, pyproject.toml, setup.cfg, Project.toml, Cargo.toml, pom.xml) holds the version that the tag names; one that is worked out at release time isn’t judged.',
    why: 'Else what people install calls itself something else.',
    mend: 'Set the version in the file, commit, and tag that commit.',
  },
  levels: levels('error', 'error', 'error', 'error'),
  options: z.object({}),
  evaluate: (candidate) => {
    const { versionFile, version, release } = candidate;
    if (!versionFile) return null;
    if (!versionFile.content) {
      return {
        summary: `${versionFile.path} can’t be read at ${release.tag}.`,
        expected: 'A version file in order.',
        found: versionFile.problem ?? 'nothing',
        fix: `Correct ${versionFile.path}, commit, delete this release and its tag, and publish it again.`,
      };
    }
    const written = versionFile.content.version;
    if (written === null || [version, plainOf(version)].includes(normalise(written) ?? '')) return null;
    return {
      summary: `${versionFile.path} says ${written}, the tag ${release.tag} says ${version}.`,
      expected: `version ${version} in ${versionFile.path} at the tag.`,
      found: written,
      fix: `Set the version in ${versionFile.path} to ${version}, commit, delete this release and its tag, and publish it again from that commit.`,
    };
  },
});
