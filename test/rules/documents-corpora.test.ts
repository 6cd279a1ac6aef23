import { describe, expect, test } from 'vitest';
import type { ProjectFacts, TreeEntry } from '../../src/domain/facts.ts';
import { continuousIntegration } from '../../src/rules/continuous-integration.ts';
import type { DocumentName } from '../../src/rules/documents/kinds.ts';
import { locate } from '../../src/rules/documents/locate.ts';
import { corporaPresent, readCorpus } from '../support/corpora.ts';

interface Corpus {
  readonly repos: readonly {
    readonly repo: string;
    readonly tree: readonly string[];
    readonly expected: Readonly<Record<string, { readonly exists: boolean; readonly chosen: string | null }>>;
  }[];
}

const KINDS: Readonly<Record<string, DocumentName>> = {
  README: 'readme',
  CONTRIBUTING: 'contributing',
  CODEOWNERS: 'codeowners',
  LICENSE: 'license',
  SECURITY: 'security',
  SUPPORT: 'support',
  CODE_OF_CONDUCT: 'conduct',
  CHANGELOG: 'changelog',
};

describe.skipIf(!corporaPresent)('real trees (skipped where the corpora are absent)', () => {
  test.each(Object.entries(KINDS))('%s in effect is named in at least 98 of 100', (recorded, kind) => {
    const { repos } = readCorpus<Corpus>('documents-real.json');
    const wrong = repos.flatMap(({ repo, tree, expected }) => {
      const found = locate(kind, entriesOf(tree))[0]?.path ?? null;
      const chosen = expected[recorded]?.chosen ?? null;
      return found === chosen ? [] : [`${repo}: ${found} instead of ${chosen}`];
    });
    expect(wrong.length, wrong.join('\n')).toBeLessThanOrEqual(repos.length * 0.02);
  });

  test('continuous integration is found where there is some', () => {
    const { repos } = readCorpus<Corpus>('documents-real.json');
    const wrong = repos.flatMap(({ repo, tree, expected }) => {
      const facts = { files: { entries: entriesOf(tree), texts: new Map() } } as unknown as ProjectFacts;
      const found = continuousIntegration.evaluate(facts, {}, { findings: new Map(), requires: {} as never });
      return (found.status === 'pass') === expected.CI?.exists ? [] : [`${repo}: ${found.summary}`];
    });
    expect(wrong.length, wrong.join('\n')).toBeLessThanOrEqual(repos.length * 0.02);
  });
});

function entriesOf(tree: readonly string[]): TreeEntry[] {
  return tree.map((path) => ({ path, type: path.endsWith('/') ? 'folder' : 'file' }));
}
