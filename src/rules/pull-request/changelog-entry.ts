import { z } from 'zod';
import { DOCUMENT_KINDS } from '../documents/kinds.ts';
import { nameOf } from '../documents/locate.ts';
import { levels } from '../rule.ts';
import { definePullRequestRule } from './rule.ts';

/** What users never notice: documents, tests, the project's own machinery. */
const INVISIBLE =
  /(?:^|\/)(?:docs?|tests?|__tests__|spec|\.github|\.ci|examples?)\/|(?:^|\/)\.[^/]+$|\.(?:md|rst|adoc|txt)$|(?:^|\/)(?:package-lock\.json|CODEOWNERS|LICENSE[^/]*)$/i;

export const changelogEntry = definePullRequestRule({
  id: 'changelog-entry',
  title: 'Changelog entry',
  help: {
    checks:
      'A change that users may notice comes with a line in the changelog, or with a file in a folder of change notes.',
    why: 'Who changes something knows best what it means for users.',
    mend: 'Add a line under “Unreleased” in the changelog.',
  },
  levels: levels('off', 'off', 'off', 'info'),
  options: z.object({
    folders: z
      .array(z.string())
      .default(['.changeset', 'changelog.d', 'newsfragments', 'changes'])
      .describe('Folders of change notes.'),
  }),
  evaluate: ({ pullRequest: { files } }, { folders }) => {
    const visible = files.filter(({ path }) => !INVISIBLE.test(path));
    if (visible.length === 0) return { status: 'not-applicable', summary: 'Nothing that users notice changes.' };
    const note = files.find(
      ({ path }) =>
        DOCUMENT_KINDS.changelog.name.test(nameOf(path)) || folders.some((folder) => path.startsWith(`${folder}/`)),
    );
    if (note) return { status: 'pass', summary: `${note.path} tells of the change.` };
    return {
      status: 'fail',
      summary: 'The changelog doesn’t mention the change.',
      expected: 'A line in the changelog for what users notice.',
      found: `${visible.length} changed source ${visible.length === 1 ? 'file' : 'files'}, no change note.`,
      fix: 'Add a line under “Unreleased” in CHANGELOG.md.',
    };
  },
});
