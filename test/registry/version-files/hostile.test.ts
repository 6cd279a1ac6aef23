import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readVersionFile, VERSION_FILES } from '../../../src/registry/version-files/index.ts';
import { parseXml } from '../../../src/registry/version-files/xml.ts';

const read = (file: string, text: string) => readVersionFile('.', undefined, new Map([[file, text]]));

/** Pieces of all the formats, so that some of what is made of them is nearly in order. */
const fragment = fc.constantFrom(
  ...[
    '[',
    ']',
    '{',
    '}',
    '"',
    "'",
    '=',
    ':',
    ',',
    '\n',
    ' ',
    '\\',
    '#',
    '<',
    '>',
    '/',
    '&amp;',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '\0',
    '𝒳',
  ],
  ...[
    'name',
    'version',
    'project',
    'metadata',
    'package',
    '[project]',
    '[metadata]',
    '<project>',
    '</project>',
    '__proto__',
    'constructor',
    '1.2.3',
  ],
);
const hostile = fc.oneof(
  fc.array(fragment, { maxLength: 60 }).map((parts) => parts.join('')),
  fc.string(),
  fc.json(),
);

describe.each(VERSION_FILES.map(({ file }) => file))('%s', (file) => {
  test('whatever stands in it is read, passed over, or told as a problem', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const found = read(file, text);
        if (found === null) return;
        expect(found.content === null).toBe(found.problem !== null);
        for (const { name, range } of found.content?.dependencies ?? []) {
          expect(typeof name).toBe('string');
          expect(range === null || typeof range === 'string').toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  test.each(['[', '{', '"', '<a ', '<a>', '<a "', '&', ' ', '\n', '[a', 'a=', '- '])(
    '%j without end is met in time',
    (text) => {
      const started = performance.now();
      read(file, text.repeat(Math.floor(200_000 / text.length)));
      expect(performance.now() - started).toBeLessThan(3000);
    },
  );
});

describe('XML', () => {
  const element = fc.letrec((tie) => ({
    node: fc.record({
      name: fc.stringMatching(/^[a-z][a-z0-9.-]{0,5}$/),
      text: fc.string({ maxLength: 8 }),
      children: fc.oneof({ maxDepth: 3 }, fc.constant([]), fc.array(tie('node'), { maxLength: 3 })),
    }),
  })).node as fc.Arbitrary<{ name: string; text: string; children: [] }>;
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const write = ({ name, text, children }: { name: string; text: string; children: [] }): string =>
    `<${name} a="<>" b='/'>${escaped(text)}${children.map(write).join('<!-- </x> -->')}</${name}>`;

  test('reads back what was written', () => {
    fc.assert(
      fc.property(element, (each) => {
        expect(parseXml(write(each))).toEqual(each);
      }),
    );
  });

  test.each([
    ['an entity bomb', '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'],
    ['a file of the machine', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'],
    ['what is never closed', '<a><b></b>'],
    ['what closes another', '<a><b></a></b>'],
    ['two roots', '<a/><b/>'],
    ['nothing', ''],
    ['a thousand levels', `${'<a>'.repeat(1000)}${'</a>'.repeat(1000)}`],
  ])('takes no %s', (_, text) => {
    expect(() => parseXml(text)).toThrow();
  });
});
