import { expect, test } from 'vitest';
import { parsePolicy } from '../../../src/config/files.ts';
import { FORMATS } from '../../../src/registry/formats/index.ts';

test('the policy may name each format that can be written, and no other', () => {
  const { problems } = parsePolicy('innkeeper.yml', 'version: 1\nregistry:\n  formats: [none-such]\n');
  const named = problems
    .map(({ message }) => message)
    .join()
    .match(/must be one of (.+), not/)?.[1];
  expect(named).toBe(FORMATS.map(({ id }) => `\`${id}\``).join(', '));
});
