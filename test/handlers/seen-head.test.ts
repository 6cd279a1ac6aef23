import { expect, test } from 'vitest';
import { wasHead } from '../../src/handlers/shared/seen-head.ts';

test.each([
  ['there when the comment was written', '10:00:00.000', '10:00:09.000', true],
  ['told of in the very second of the comment, before it', '10:00:05.400', '10:00:05.900', true],
  ['told of after the comment', '10:00:06.300', '10:00:05.900', false],
  ['told of before the comment, but pushed after it was written', '10:00:08.000', '10:00:09.000', false],
])('a commit that was %s', (_, since, receivedAt, expected) => {
  const at = (time: string) => `2026-11-23T${time}Z`;
  const head = { sha: 'a'.repeat(40), since: at(since) };
  expect(wasHead(head, { at: at('10:00:05'), receivedAt: at(receivedAt) })).toBe(expected);
});
