import { z } from 'zod';
import { levels } from '../../rules/rule.ts';
import { normalise } from '../version.ts';
import { defineRegistryRule } from './rule.ts';

export const versionMismatch = defineRegistryRule({
  id: 'version-mismatch',
  title: 'Version file agrees',
  help: {
    checks:
      'The version file at the tag (package.json, pyproject.toml, Project.toml, Cargo.toml) holds the version that the tag names.',
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
    if (written === null || normalise(written) === version) return null;
    return {
      summary: `${versionFile.path} says ${written}, the tag ${release.tag} says ${version}.`,
      expected: `version ${version} in ${versionFile.path} at the tag.`,
      found: written,
      fix: `Set the version in ${versionFile.path} to ${version}, commit, delete this release and its tag, and publish it again from that commit.`,
    };
  },
});
