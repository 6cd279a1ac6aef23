import fc from 'fast-check';
import { marked } from 'marked';
import { describe, expect, test } from 'vitest';
import type { Hold, ProposalSource } from '../../src/domain/registry-proposal.ts';
import { proposalIn, proposalMarker } from '../../src/messages/markers.ts';
import {
  archivedText,
  closedText,
  movedAwayComment,
  movedText,
  type ProposalStatus,
  proposalBody,
  proposedText,
  registrationText,
  takenBackComment,
  yankText,
} from '../../src/messages/registry-proposal.ts';
import * as sample from './samples.ts';

const SOURCE: ProposalSource = {
  kind: 'new-package',
  repository: { owner: 'acme', name: 'Imaging.jl' },
  about: 'v1.4.0',
};
const WORDS = registrationText({
  name: 'Imaging',
  url: 'https://github.com/acme/Imaging.jl',
  path: 'lib/Imaging',
  version: '1.4.0',
  commit: 'c'.repeat(40),
  publisher: 'alice',
  release: { url: 'https://github.com/acme/Imaging.jl/releases/tag/v1.4.0', notes: 'Breaking: see the changelog.\r\n' },
});
const FROM = new Date('2026-11-24T10:00:00Z');
const HOLDS: readonly Hold[] = [{ kind: 'changes-requested', by: 'rosa' }, { kind: 'label' }, { kind: 'draft' }];
const HOSTILE_TAG = 'v1`<b>--><img>@acme/everyone';

function body(status: ProposalStatus, words = WORDS, source = SOURCE): string {
  return proposalBody({ source, words, status, settings: { contact: '#innersource' } });
}

const check = { name: 'Imaging', version: '1.4.0', registry: 'acme/registry' };
const PULL = 'https://github.com/acme/registry/pull/7';
const checks = [
  proposedText({ ...check, pull: PULL, status: { kind: 'automatic', from: FROM } }),
  proposedText({ ...check, pull: PULL, status: { kind: 'automatic', from: null } }),
  proposedText({ ...check, pull: PULL, status: { kind: 'manual' } }),
  proposedText({ ...check, pull: PULL, status: { kind: 'held', holds: HOLDS, from: FROM } }),
  closedText({ ...check, pull: PULL, tag: HOSTILE_TAG }),
];

test('what people read', async () => {
  const pages = {
    'A new package that waits': body({ kind: 'automatic', from: FROM }),
    'A version merged at once': body({ kind: 'automatic', from: null }),
    'Held back': body({ kind: 'held', holds: HOLDS, from: null }),
    'Left to a person': body({ kind: 'manual' }),
    'Refused now': body({ kind: 'refused', refusals: sample.someRefusals }),
    'Not let through by GitHub': body({ kind: 'blocked', message: 'Required status check “verify” is expected.' }),
    Yanked: yankText({
      name: 'Imaging',
      version: '1.4.0',
      tag: HOSTILE_TAG,
      url: 'https://github.com/acme/Imaging.jl',
    }),
    Moved: movedText('acme/imaging', 'acme/Imaging.jl'),
    Archived: archivedText('acme/Imaging.jl', true),
    'Archived no longer': archivedText('acme/Imaging.jl', false),
    'Taken back': takenBackComment(HOSTILE_TAG),
    'Moved away': movedAwayComment(HOSTILE_TAG, 'acme/Imaging.jl'),
    ...Object.fromEntries(checks.map(({ title, summary }, index) => [`Check ${index + 1}: ${title}`, summary])),
  };
  const page = Object.entries(pages).map(([name, text]) => `# ${name}\n\n${text}\n`);
  await expect(page.join('\n---\n\n')).toMatchFileSnapshot('./snapshots/registry-proposal.md');
});

describe('a pull request in the registry', () => {
  test('bears what it comes from, whatever the tag', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, unit: 'grapheme' }),
        fc.constantFrom('new-package', 'new-version', 'yank', 'follow' as const),
        (about, kind) => {
          const source = { ...SOURCE, kind, about };
          const marker = proposalMarker(source);
          expect(marker.indexOf('--', 4)).toBe(marker.length - 3);
          expect(proposalIn(`${marker}\nThe rest`)).toEqual(source);
        },
      ),
    );
  });

  test.each([
    '',
    '<!-- innkeeper:proposal merge acme/kit v1 -->',
    '<!-- innkeeper:proposal yank acme v1 -->',
    '<!-- innkeeper:proposal yank acme/kit %E0%A4%A -->',
  ])('of somebody else bears nothing: %s', (text) => {
    expect(proposalIn(text)).toBeNull();
  });

  test('says names, notes and refusals of others as text alone', () => {
    const notes = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1 }),
      fc.constant(`${sample.HOSTILE}\n\`\`\`\`\`\n# x`),
    );
    fc.assert(
      fc.property(notes, fc.constantFrom(sample.HOSTILE, 'Imaging', '@acme/http-client'), (said, name) => {
        const words = registrationText({
          name,
          url: 'https://github.com/acme/x',
          path: sample.HOSTILE,
          version: '1.0.0',
          commit: 'c'.repeat(40),
          publisher: null,
          release: { url: 'https://github.com/acme/x/releases', notes: said },
        });
        const text = body({ kind: 'refused', refusals: [sample.hostileRefusal] }, words);
        const html = String(marked.parse(text, { gfm: true }));
        const seen = html.replace(/<pre>[\s\S]*?<\/pre>|<code>[\s\S]*?<\/code>|<!--[\s\S]*?-->/g, '');
        expect(seen).not.toMatch(/<img|<h1/);
        expect(seen.replace(/<[^>]*>/g, '')).not.toMatch(/@\w/);
      }),
    );
  });
});
