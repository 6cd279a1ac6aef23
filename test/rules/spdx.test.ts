import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { detectLicense } from '../../src/rules/documents/spdx.ts';

test('our own licence is known by its text', () => {
  expect(detectLicense(readFileSync('LICENSE', 'utf8'))).toBe('MIT');
});

test.each([
  ['                 Apache License\n           Version 2.0, January 2004', 'Apache-2.0'],
  [
    'GNU LESSER GENERAL PUBLIC LICENSE\n Version 3, 29 June 2007\n… the GNU General Public License version 3',
    'LGPL-3.0',
  ],
  ['GNU AFFERO GENERAL PUBLIC LICENSE\n Version 3', 'AGPL-3.0'],
  ['Redistribution and use in source and binary forms, …\nNeither the name of', 'BSD-3-Clause'],
  ['Redistribution and use in source and binary forms, …', 'BSD-2-Clause'],
  ['All rights reserved.', 'NOASSERTION'],
  ['', 'NOASSERTION'],
])('%j is %s', (text, expected) => {
  expect(detectLicense(text)).toBe(expected);
});
