import { expect, test } from 'vitest';
import { parseResponse } from '../../../src/reviewers/promise/response.ts';

test.each([
  ['2 working days', { amount: 2, unit: 'day' }],
  ['1 working day', { amount: 1, unit: 'day' }],
  ['3 days', { amount: 3, unit: 'day' }],
  ['within two business days', { amount: 2, unit: 'day' }],
  ['  4   Hours ', { amount: 4, unit: 'hour' }],
  ['8h', null],
  ['1 week', { amount: 1, unit: 'week' }],
  ['a week', { amount: 1, unit: 'week' }],
  ['an hour', { amount: 1, unit: 'hour' }],
  ['soon', null],
  ['', null],
  ['0 days', null],
  ['1-2 days', null],
  ['2', null],
  ['2 months', null],
  ['9999 days', null],
])('%j promises %j', (text, expected) => {
  expect(parseResponse(text)).toEqual(expected);
});
