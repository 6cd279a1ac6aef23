import { z } from 'zod';
import { inEffect } from './documents/presence.ts';
import { defineRule, levels } from './rule.ts';

export const documentation = defineRule({
  id: 'documentation',
  title: 'Documentation',
  help: {
    checks: 'The manifest links the documentation, or there is a `docs` folder, or the README is long enough to be it.',
    why: 'What only its authors can use is not shared.',
    mend: 'Add a `docs/` folder or a `documentation:` link in `innersource.yml`.',
  },
  levels: levels('off', 'info', 'warning', 'warning'),
  options: z.object({
    'readme-bytes': z
      .int()
      .min(0)
      .default(3000)
      .describe('From this size on, in bytes, a README counts as documentation.'),
  }),
  evaluate: (facts, options) => {
    if (facts.project.documentation)
      return { status: 'pass', summary: `Documented at ${facts.project.documentation}.` };
    const folder = facts.files.entries.find(
      ({ path, type }) => type === 'folder' && /^(?:docs?|documentation|doc-src|website)$/i.test(path),
    );
    const inside =
      folder ??
      facts.files.entries.find(({ path, type }) => type === 'file' && /^(?:docs?|documentation)\//i.test(path));
    if (inside) return { status: 'pass', summary: `There is a folder ${inside.path.split('/')[0]}.` };
    const readme = inEffect('readme', facts);
    const size = facts.files.entries.find(({ path }) => path === readme?.path)?.size ?? readme?.text?.length ?? 0;
    if (readme && size >= options['readme-bytes'])
      return { status: 'pass', summary: `${readme.path} documents the project.`, path: readme.path };
    return {
      status: 'fail',
      summary: readme ? 'There is no documentation beyond a short README.' : 'There is no documentation.',
      expected: `A docs folder, a \`documentation:\` link in innersource.yml, or a README of ${options['readme-bytes']} bytes or more.`,
      found: readme ? `${readme.path} with ${size} bytes.` : 'Nothing.',
      fix: 'Add docs/index.md that shows how to use the project, or a `documentation:` link in innersource.yml.',
      mendedBy: ['docs/index.md', 'docs/README.md'],
    };
  },
});
