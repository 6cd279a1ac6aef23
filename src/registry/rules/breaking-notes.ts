import semver from 'semver';
import { z } from 'zod';
import { levels } from '../../rules/rule.ts';

function breaks(before: string, version: string): boolean {
  if (semver.major(version) !== semver.major(before)) return true;
  return semver.major(version) === 0 && semver.minor(version) !== semver.minor(before);
}

import { defineRegistryRule } from './rule.ts';

export const breakingNotes = defineRegistryRule({
  id: 'breaking-notes',
  title: 'Breaking changes are told',
  help: {
    checks: 'The notes of a breaking release say what breaks, or name the changelog.',
    why: 'Users must know what to change before they update.',
    mend: 'Edit the release’s notes.',
  },
  levels: levels('off', 'off', 'warning', 'error'),
  options: z.object({}),
  evaluate: (candidate) => {
    const { version, registered, release } = candidate;
    const lower = (registered?.versions ?? []).map((each) => each.version).filter((each) => semver.lt(each, version));
    const before = semver.rsort(lower)[0];
    if (!before || !breaks(before, version) || /breaking|changelog/i.test(release.notes)) return null;
    return {
      summary: `${version} breaks with ${before}, and its notes don’t say how.`,
      expected: 'Notes that say what breaks, or name the changelog.',
      found: release.notes.trim() ? 'Notes without a word on it.' : 'No notes.',
      fix: 'Edit the release, add a section “Breaking changes”, and comment /innkeeper register.',
    };
  },
});
