import { z } from 'zod';
import { newestVersion } from './documents/versions.ts';
import { defineRule, levels } from './rule.ts';

export const releases = defineRule({
  id: 'releases',
  title: 'Releases',
  help: {
    checks: 'There are releases, and their tags are semantic versions (`v1.2.3`, `name@1.2.3`, …).',
    why: 'Others can only depend on what has a version; the registry reads it from the tag.',
    mend: 'Publish a release with a tag such as `v0.1.0`.',
  },
  levels: levels('off', 'off', 'warning', 'error'),
  options: z.object({}),
  needs: ['versions'],
  evaluate: ({ versions = [] }) => {
    const newest = newestVersion(versions);
    if (newest) return { status: 'pass', summary: `The newest version is ${newest}.` };
    const tags = versions.map(({ tag }) => tag);
    return {
      status: 'fail',
      summary: tags.length > 0 ? 'No release has a semantic version.' : 'There is no release.',
      expected: 'A release whose tag is a semantic version, such as v0.1.0.',
      found: tags.length > 0 ? `Tags: ${tags.slice(0, 5).join(', ')}.` : 'None.',
      fix: 'Publish a release with a tag such as v0.1.0.',
    };
  },
});
