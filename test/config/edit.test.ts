import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDocument, stringify } from 'yaml';
import { appendItem, setKey } from '../../src/config/edit.ts';

const ITEM = { rule: 'readme', until: '2027-03-31' };
const data = (text: string) => parseDocument(text).toJS();

describe('a key is set', () => {
  test.each([
    [
      'in its place',
      '# top\nversion: 1\ntier:   tooling  # soon more\nowners: [a]\n',
      '# top\nversion: 1\ntier:   production  # soon more\nowners: [a]\n',
    ],
    ['in quotes', 'tier: "tooling"\nname: x\n', 'tier: production\nname: x\n'],
    ['at the end, where there is none', 'version: 1 # format\n', 'version: 1 # format\ntier: production\n'],
    ['behind a last line without its end', 'version: 1', 'version: 1\ntier: production\n'],
    ['with the line ends that the file has', 'version: 1\r\ntier: tooling\r\n', 'version: 1\r\ntier: production\r\n'],
    ['where its value was left out', 'tier:\nversion: 1 # format\n', 'tier: production\nversion: 1 # format\n'],
    ['within braces', '{ version: 1 } # all of it\n', '{ version: 1, tier: production } # all of it\n'],
  ])('%s', (_, text, expected) => {
    expect(setKey(text, 'tier', 'production')).toBe(expected);
  });

  test('in nothing that is no mapping', () => {
    expect(() => setKey('- a\n', 'tier', 'x')).toThrow(TypeError);
    expect(() => setKey('a: [\n', 'tier', 'x')).toThrow(TypeError);
  });
});

describe('an item is added', () => {
  test.each([
    ['in brackets', 'names: ["@a", b] # of us\nx: 1\n', 'names: ["@a", b, "@new"] # of us\nx: 1\n'],
    ['over lines in brackets', 'names: [\n  a, # first\n]\n', null],
    ['below', 'names:\n  - a # first\nx: 1\n', 'names:\n  - a # first\n  - "@new"\nx: 1\n'],
    ['of its own', 'x: 1\n', 'x: 1\nnames:\n  - "@new"\n'],
    ['in an empty list', 'names: [] # nobody\n', 'names: [ "@new" ] # nobody\n'],
    ['in place of a single name', 'x: 1 # one\nnames: "@a"\n', null],
  ])('a name is added %s', (_, text, expected) => {
    const added = appendItem(text, 'names', '@new');
    if (expected) expect(added).toBe(expected);
    const { names = [] } = data(text);
    expect(data(added)).toEqual({ ...data(text), names: [...[names].flat(), '@new'] });
  });

  test.each([
    [
      'below the last one, as far in',
      'waivers:\n  # first\n  - rule: license # why\n    until: 2026-01-01 # end\n\n# next\nmode: warn\n',
      'waivers:\n  # first\n  - rule: license # why\n    until: 2026-01-01 # end\n  - rule: readme\n    until: 2027-03-31\n\n# next\nmode: warn\n',
    ],
    [
      'below a last one without its line end, not indented',
      'waivers:\n- rule: license',
      'waivers:\n- rule: license\n- rule: readme\n  until: 2027-03-31\n',
    ],
    [
      'in a new list',
      'version: 1\n# done\n',
      'version: 1\n# done\nwaivers:\n  - rule: readme\n    until: 2027-03-31\n',
    ],
    [
      'in an empty list',
      'waivers: [] # none\nmode: warn # soon\n',
      'waivers: [ { rule: readme, until: 2027-03-31 } ] # none\nmode: warn # soon\n',
    ],
    [
      'after text that runs over lines',
      'waivers:\n  - reason: |\n      a\n      b\nmode: warn\n',
      'waivers:\n  - reason: |\n      a\n      b\n  - rule: readme\n    until: 2027-03-31\nmode: warn\n',
    ],
    [
      'among items in braces',
      'waivers:\n  - { rule: license }\nmode: warn\n',
      'waivers:\n  - { rule: license }\n  - rule: readme\n    until: 2027-03-31\nmode: warn\n',
    ],
  ])('%s', (_, text, expected) => {
    expect(appendItem(text, 'waivers', ITEM)).toBe(expected);
  });

  test('whatever it and the file say, and nothing else changes', () => {
    const word = fc.string({ maxLength: 12 });
    const file = fc.record({
      mode: word,
      waivers: fc.array(fc.record({ rule: word, reason: word }), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(file, word, (before, reason) => {
        const text = stringify(before);
        const added = appendItem(text, 'waivers', { rule: 'x', reason });
        expect(data(added)).toEqual({ ...before, waivers: [...before.waivers, { rule: 'x', reason }] });
        expect(data(setKey(text, 'tier', 'tooling'))).toEqual({ ...before, tier: 'tooling' });
      }),
    );
  });
});
