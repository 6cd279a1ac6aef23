import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ECOSYSTEMS } from '../../src/domain/project.ts';
import { readRange } from '../../src/registry/ranges.ts';

test.each([
  ['npm', '^1.2.3', true, '1.9.0', '2.0.0'],
  ['npm', '>=1', false, '5.0.0', '0.9.0'],
  ['npm', 'latest', false, '1.0.0', null],
  ['cargo', '1.2', true, '1.9.9', '2.0.0'],
  ['cargo', '>=1.2, <1.5', true, '1.4.0', '1.5.0'],
  ['julia', '0.3, 1', true, '1.5.0', '0.4.0'],
  ['julia', '1.2 - 2', true, '2.9.0', '3.0.0'],
  ['julia', '≥ 1.2', false, '5.0.0', '1.1.0'],
  ['python', '>=1.20,<2,!=1.21', true, '1.22.0', '2.0.0'],
  ['python', '~=1.4', true, '1.9.0', '2.0.0'],
  ['python', '~=1.4.2', true, '1.4.9', '1.5.0'],
  ['python', '==1.4.*', true, '1.4.7', '1.5.0'],
  ['python', '^0.3', true, '0.3.9', '0.4.0'],
] as const)('%s %s', (ecosystem, written, bounded, inside, outside) => {
  const range = readRange(ecosystem, written);
  expect(range?.bounded).toBe(bounded);
  expect(range?.takes(inside)).toBe(true);
  if (outside) expect(range?.takes(outside)).toBe(false);
});

test.each([
  ['npm', 'git+https://git.example/x.git'],
  ['npm', 'workspace:*'],
  ['python', '@ https://files.example/x.whl'],
  ['cargo', null],
  ['go', 'v1.2.3'],
  ['maven', '1.0'],
] as const)('of %s %s nothing is said', (ecosystem, written) => {
  expect(readRange(ecosystem, written)).toBeNull();
});

test('whatever is written is a range, or nothing is said of it', () => {
  const written = fc.oneof(fc.string(), fc.stringMatching(/^[\^~<>=!*x, .|\d-]{0,20}$/));
  fc.assert(
    fc.property(fc.constantFrom(...ECOSYSTEMS), written, (ecosystem, text) => {
      expect([true, false, undefined]).toContain(readRange(ecosystem, text)?.takes('1.2.3'));
    }),
  );
});
