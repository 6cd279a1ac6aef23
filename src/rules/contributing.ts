import { z } from 'zod';
import { headingsOf } from './documents/headings.ts';
import { pathOf, presence } from './documents/presence.ts';
import { defineRule, levels } from './rule.ts';

export const contributing = defineRule({
  id: 'contributing',
  title: 'CONTRIBUTING',
  help: {
    checks:
      'A CONTRIBUTING file at the root, in `.github/` or in `docs/`, here or in the organisation’s `.github` repository, with the sections that the policy asks for.',
    why: 'It tells people from other teams how to set up, what is welcome, and what happens to their pull request.',
    mend: 'Add a `CONTRIBUTING.md`: how to build and test, what you welcome, how reviews go, where to ask.',
  },
  levels: levels('off', 'warning', 'error', 'error'),
  options: z.object({
    sections: z
      .array(z.string().min(1))
      .default([])
      .describe('Headings the file must have, in any case; `Build|Setup` accepts either word.'),
  }),
  evaluate: (facts, { sections }) => {
    const { finding, document } = presence(
      'contributing',
      facts,
      'that says how to build and test, what is welcome, how reviews go, and where to ask.',
    );
    if (finding.status !== 'pass' || !document || document.text === undefined) return finding;
    const headings = headingsOf(document.text).map((heading) => heading.toLowerCase());
    const missing = sections.filter((section) => !headings.some((heading) => isSection(heading, section)));
    if (missing.length === 0) return finding;
    return {
      status: 'fail',
      summary: `${document.path} lacks ${missing.length === 1 ? 'a section' : 'sections'}: ${missing.join(', ')}.`,
      expected: `Headings for ${sections.join(', ')}.`,
      found: headings.length > 0 ? `Headings: ${headingsOf(document.text).slice(0, 12).join(', ')}.` : 'No headings.',
      fix: `Add ${missing.map((section) => `a heading "${section.split('|')[0]}"`).join(', ')} to ${document.path}.`,
      ...pathOf(document),
    };
  },
});

function isSection(heading: string, section: string): boolean {
  return section
    .toLowerCase()
    .split('|')
    .some((word) => heading.includes(word.trim()));
}
