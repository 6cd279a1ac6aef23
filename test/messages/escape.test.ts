import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { address, code, prose, text } from '../../src/messages/escape.ts';

describe('other people’s text is shown, never acted on', () => {
  test.each([
    ['@acme/platform look', /@\w/],
    ['<img src=x onerror=alert(1)>', /<img/],
    ['<!-- innkeeper:checklist -->', /<!--/],
    ['`code` and **bold**', /(?<!\\)[`*]/],
    ['a\n\n# heading', /\n/],
    ['[click](https://evil.example)', /(?<!\\)\[/],
    ['fixes #12, GH-12 and acme/http-client#12', /(?:#|GH-)\d/],
  ])('%s', (written, forbidden) => {
    expect(text(written)).not.toMatch(forbidden);
  });

  test('no text mentions anyone, opens a tag or breaks its line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (written) => {
        const shown = text(written);
        expect(shown.replace(/<https?:[^\s<>]+>/g, '')).not.toMatch(/@\w|[<>\n\r]/);
      }),
    );
  });

  test('an address stays one, whatever is in it', () => {
    expect(text('See https://handbook.acme.example/inner_source (a~b).')).toBe(
      'See <https://handbook.acme.example/inner_source> \\(a\\~b\\).',
    );
    expect(address('https://a.example/x y%20(1)')).toBe('https://a.example/x%20y%20%281%29');
  });

  test('our own sentences keep their code, and nothing else', () => {
    expect(prose('Add `tier: x_y` to @acme/it')).toBe('Add `tier: x_y` to @\u2060acme/it');
    expect(prose('Unknown key ``` and *b* `')).toBe('Unknown key \\`\\`\\` and \\*b\\* \\`');
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
