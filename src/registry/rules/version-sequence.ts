import semver from 'semver';
import { z } from 'zod';
import { levels } from '../../rules/rule.ts';

/** Years as major versions follow the calendar, not the sequence. */
const calendar = (version: string) => /^20\d\d\./.test(version);

import { defineRegistryRule } from './rule.ts';

export const versionSequence = defineRegistryRule({
  id: 'version-sequence',
  title: 'Version sequence',
  help: {
    checks: 'The version follows the one before it by a standard step: 1.2.4, 1.3.0 or 2.0.0 after 1.2.3.',
    why: 'A gap is nearly always a slip of the finger, and can’t be taken back.',
    mend: 'Release the version that comes next.',
  },
  levels: levels('off', 'warning', 'error', 'error'),
  options: z.object({}),
  evaluate: (candidate) => {
    const { version, registered } = candidate;
    const lower = (registered?.versions ?? []).map((each) => each.version).filter((each) => semver.lt(each, version));
    const before = semver.rsort(lower.filter((each) => !semver.prerelease(each)))[0];
    if (!before || calendar(version)) return null;
    const release = version.replace(/[-+].*$/, '');
    const steps = (['patch', 'minor', 'major'] as const).map((step) => semver.inc(before, step) ?? '');
    if (steps.includes(release) || release === before) return null;
    return {
      summary: `${version} doesn’t follow ${before}.`,
      expected: `${steps.join(', ')}.`,
      found: version,
      fix: `Delete this release and its tag, set the version to the one that comes next (${steps.join(', ')}), and publish it again.`,
    };
  },
});
