import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { code, text } from '../../src/messages/escape.ts';

describe('other people’s text is shown, never acted on', () => {
  test.each([
    ['@acme/platform look', /@\w/],
    ['<img src=x onerror=alert(1)>', /<img/],
    ['<!-- innkeeper:checklist -->', /<!--/],
    ['`code` and **bold**', /(?<!\\)[`*]/],
    ['a\n\n# heading', /\n/],
    ['[click](https://evil.example)', /(?<!\\)\[/],
  ])('%s', (written, forbidden) => {
    expect(text(written)).not.toMatch(forbidden);
  });

  test('no text mentions anyone, opens a tag or breaks its line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (written) => {
        const shown = text(written);
        expect(shown).not.toMatch(/@\w|[<>\n\r]/);
      }),
    );
  });

  test('code can’t be closed from within', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (written) => {
        const shown = code(written);
        const fence = /^`+/.exec(shown)?.[0] ?? '';
        const inside = shown.slice(fence.length, -fence.length);
        expect(shown.endsWith(fence)).toBe(true);
        expect([...inside.matchAll(/`+/g)].map(([run]) => run)).not.toContain(fence);
      }),
    );
  });
});
