import { z } from 'zod';
import type { TreeEntry } from '../../domain/facts.ts';
import { DOCUMENT_KINDS, type DocumentName } from '../documents/kinds.ts';
import { locate } from '../documents/locate.ts';
import { levels } from '../rule.ts';
import { definePullRequestRule } from './rule.ts';

const KINDS = Object.keys(DOCUMENT_KINDS) as DocumentName[];

export const keepsDocuments = definePullRequestRule({
  id: 'keeps-documents',
  title: 'Keeps its documents',
  help: {
    checks:
      'The pull request removes no README, CONTRIBUTING, CODEOWNERS, licence or other governed document without putting another in its place.',
    why: 'They go missing in clean-ups, and nobody notices until somebody needs them.',
    mend: 'Restore the file, or move it to another place where it counts.',
  },
  levels: levels('warning', 'warning', 'error', 'error'),
  options: z.object({}),
  evaluate: ({ pullRequest: { files } }) => {
    const removed = entriesOf(files.filter(({ status }) => status === 'removed'));
    const present = entriesOf(files.filter(({ status }) => status !== 'removed'));
    const lost = KINDS.flatMap((kind) =>
      locate(kind, present).length > 0 ? [] : locate(kind, removed).map(({ path }) => path),
    );
    const [first] = lost;
    if (!first) return { status: 'pass', summary: 'No governed document is removed.' };
    return {
      status: 'fail',
      summary: `This removes ${lost.join(', ')}.`,
      expected: 'That governed documents stay, or move to another place where they count.',
      found: `${lost.join(', ')} among the removed files, and nothing in ${lost.length === 1 ? 'its' : 'their'} place.`,
      fix: `Restore ${lost.join(', ')}, for example with: \`git checkout origin/HEAD -- ${first}\``,
      path: first,
    };
  },
});

function entriesOf(files: readonly { readonly path: string }[]): TreeEntry[] {
  return files.map(({ path }) => ({ path, type: 'file' }));
}
