import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePolicy } from '../../src/config/files.ts';

function registry(keys: string) {
  return parsePolicy('innkeeper.yml', `version: 1\nregistry: { ${keys} }\n`);
}

const HOUR_MS = 3_600_000;

describe('the registry’s pull requests', () => {
  test('are merged by themselves, a new package after three days, where the policy says nothing', () => {
    expect(registry('mode: pull-request').value?.registry).toMatchObject({
      merge: 'automatic',
      waiting: { 'new-package': 72 * HOUR_MS, 'new-version': 0 },
    });
  });

  test('wait for as many hours, days or weeks as it says', () => {
    const units = { hour: HOUR_MS, hours: HOUR_MS, day: 24 * HOUR_MS, days: 24 * HOUR_MS, weeks: 168 * HOUR_MS };
    fc.assert(
      fc.property(fc.nat(999), fc.constantFrom(...Object.entries(units)), (amount, [unit, inMs]) => {
        const { value, problems } = registry(`waiting: { new-version: ${amount} ${unit} }`);
        expect(problems).toEqual([]);
        expect(value?.registry.waiting['new-version']).toBe(amount * inMs);
      }),
    );
  });

  test.each(['3', '-1', 'soon', '3 working days', '1000 days', '1.5 days', '2 months', '"0"', 'true'])(
    'can’t wait %s',
    (written) => {
      const { value, problems } = registry(`waiting: { new-package: ${written} }`);
      expect(value).toBeNull();
      expect(problems).toMatchObject([{ line: 2, message: expect.stringContaining('registry.waiting.new-package') }]);
    },
  );

  test.each([
    ['innkeeper:latest', 'a tag moves'],
    ['ghcr.io/acme/innkeeper@sha256:abc', 'too short'],
    [`x y@sha256:${'a'.repeat(64)}`, 'a blank'],
    [`$(id)@sha256:${'a'.repeat(64)}`, 'a command'],
  ])('are checked by no image but one by its digest: not %s (%s)', (image) => {
    const { problems } = registry(`verify-image: ${JSON.stringify(image)}`);
    expect(problems).toMatchObject([{ line: 2, message: expect.stringContaining('by its digest') }]);
  });
});
