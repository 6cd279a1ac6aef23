import type { FileTree, ProjectFacts, TreeEntry } from '../../domain/facts.ts';
import type { Finding } from '../../domain/verdict.ts';
import { DOCUMENT_KINDS, type DocumentName } from './kinds.ts';
import { locate } from './locate.ts';

/** A document in effect: the repository's own, or the one GitHub takes from the organisation's `.github` repository. */
export interface Located {
  readonly path: string;
  /** `undefined` where only its presence is known. */
  readonly text: string | undefined;
  /** The repository it comes from, where it isn't this one. */
  readonly from: string | null;
  readonly empty: boolean;
}

export function inEffect(kind: DocumentName, facts: ProjectFacts): Located | null {
  const own = locate(kind, facts.files.entries)[0];
  if (own) return located(own, facts.files, null);
  if (!DOCUMENT_KINDS[kind].inherited || !facts.inherited) return null;
  const shared = locate(kind, facts.inherited.entries)[0];
  return shared ? located(shared, facts.inherited, facts.inherited.repository) : null;
}

function located(entry: TreeEntry, tree: FileTree, from: string | null): Located {
  const text = tree.texts.get(entry.path);
  return { path: entry.path, text, from, empty: entry.size === 0 || text?.trim() === '' };
}

/** The finding of a rule that asks for a document: there and not empty, or what to create where. */
export function presence(
  kind: DocumentName,
  facts: ProjectFacts,
  content: string,
): { finding: Finding; document: Located | null } {
  const document = inEffect(kind, facts);
  const { label, proposals, inherited } = DOCUMENT_KINDS[kind];
  const [best = ''] = proposals;
  if (!document) {
    const finding: Finding = {
      status: 'fail',
      summary: `There is no ${label.replace(/^an? /, '')}.`,
      expected: `${sentenceCase(label)} at ${proposals.join(', ')} or the like${inherited ? ', here or in the organisation’s .github repository' : ''}.`,
      found: 'None.',
      fix: `Add ${best} ${content}`,
      mendedBy: proposals,
    };
    return { finding, document };
  }
  const place = document.from ? `${document.path} of ${document.from}` : document.path;
  if (document.empty) {
    const finding: Finding = {
      status: 'fail',
      summary: `${place} is empty.`,
      expected: `${sentenceCase(label)} with text in it.`,
      found: 'An empty file.',
      fix: `Fill ${place} ${content}`,
      ...(document.from ? {} : { path: document.path }),
    };
    return { finding, document };
  }
  return { finding: { status: 'pass', summary: `${place} is there.`, ...pathOf(document) }, document };
}

/** The place for an annotation: only files of the repository itself have one. */
export function pathOf(document: Located): { path?: string } {
  return document.from ? {} : { path: document.path };
}

function sentenceCase(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
