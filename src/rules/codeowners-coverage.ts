import { z } from 'zod';
import { type Coverage, coverageOf } from '../reviewers/codeowners/coverage.ts';
import { codeownersInEffect } from './ownership/in-effect.ts';
import { defineRule, levels } from './rule.ts';

/** Folders named in a finding. */
const SHOWN = 5;

export const codeownersCoverage = defineRule({
  id: 'codeowners-coverage',
  title: 'CODEOWNERS coverage',
  help: {
    checks:
      'CODEOWNERS gives owners to the share of files that the policy asks for. It doesn’t apply where GitHub doesn’t list all files, as it lists no more than 100,000 files and folders, and 7 MB of them; `innkeeper check` judges a checkout of any size.',
    why: 'A change to files without owners waits until somebody happens to see it.',
    mend: 'Add a line for each folder that is named, or `* @acme/platform` as the first line for all that no other line takes.',
  },
  levels: levels('off', 'info', 'info', 'warning'),
  options: z.object({
    minimum: z
      .int()
      .min(0)
      .max(100)
      .default(80)
      .describe('The share of files that have owners, in percent, from which on it is enough.'),
  }),
  judgesEveryFile: () => true,
  evaluate: (facts, { minimum }) => {
    const found = codeownersInEffect(facts);
    if (!found) return { status: 'not-applicable', summary: 'There is no CODEOWNERS file to judge.' };
    const { path } = found;
    if (!facts.paths) {
      return {
        status: 'not-applicable',
        summary: 'GitHub doesn’t list all files of so large a repository; innkeeper check judges a checkout.',
        path,
      };
    }
    const coverage = coverageOf(found.codeowners, facts.paths);
    const { files, owned, unownedFolders } = coverage;
    const percent = files === 0 ? 100 : Math.floor((owned * 100) / files);
    const summary = `${percent} % of ${files === 1 ? 'one file' : `${files} files`} have owners.`;
    if (percent >= minimum) return { status: 'pass', summary, path };
    return {
      status: 'fail',
      summary,
      expected: `At least ${minimum} %.`,
      found: `Without owners: ${listed(coverage)}.`,
      fix: fixOf(unownedFolders[0]?.folder ?? '', path),
      path,
      mendedBy: [path],
    };
  },
});

function fixOf(folder: string, path: string): string {
  if (folder === '') return `Add "* @org/team" as the first line of ${path}.`;
  const pattern = `/${folder.replace(/[\\*?[\] ]/g, '\\$&')}/`;
  return `Add a line such as "${pattern} @org/team" to ${path}.`;
}

function listed({ unownedFolders, otherUnowned }: Coverage): string {
  const shown = unownedFolders.slice(0, SHOWN).map(({ folder, files }) => {
    return `${folder === '' ? 'the whole repository' : `${folder}/`} (${counted(files)})`;
  });
  const hidden = unownedFolders.slice(SHOWN).reduce((sum, { files }) => sum + files, otherUnowned);
  return [...shown, ...(hidden > 0 ? [`${counted(hidden)} elsewhere`] : [])].join(', ');
}

function counted(files: number): string {
  return files === 1 ? 'one file' : `${files} files`;
}
