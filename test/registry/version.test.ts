import fc from 'fast-check';
import semver from 'semver';
import { describe, expect, test } from 'vitest';
import { isBuildFlavor, normalise } from '../../src/registry/version.ts';

const number = fc.nat({ max: 99_999 });
const identifier = fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/);
const version = fc
  .tuple(number, number, number, fc.option(identifier), fc.option(identifier))
  .map(
    ([major, minor, patch, stage, build]) =>
      `${major}.${minor}.${patch}${stage ? `-${stage}` : ''}${build ? `+${build}` : ''}`,
  );

describe('a version as written', () => {
  test('stays as it is where it is a semantic one, with or without v', () => {
    fc.assert(
      fc.property(version, (each) => {
        expect(normalise(each)).toBe(each);
        expect(normalise(`v${each}`)).toBe(each);
      }),
    );
  });

  test('becomes a semantic one, or none at all, and the second time nothing changes', () => {
    const hostile = fc.oneof(fc.string(), fc.stringMatching(/^v?\d+[.\d_-]*(?:rc|b|\.post|\+|-)?[\da-z.+-]*$/));
    fc.assert(
      fc.property(hostile, (each) => {
        const read = normalise(each);
        if (read === null) return;
        expect(semver.valid(read)).not.toBeNull();
        expect(normalise(read)).toBe(read);
      }),
    );
  });

  test('is read in time that grows with its length', () => {
    const started = performance.now();
    for (const each of ['1', '1.', '1_', '1-', 'a.', '1.0-a.']) normalise(each.repeat(50_000));
    expect(performance.now() - started).toBeLessThan(1000);
  });

  test.each([
    ['1.2', '1.2.0'],
    ['2024.05.1', '2024.5.1'],
    ['2024-04-24', '2024.4.24'],
    ['1.2.3rc1', '1.2.3-rc.1'],
    ['4.0.0a10', '4.0.0-alpha.10'],
    ['1.2.3.dev', '1.2.3-dev'],
    ['5.0.0.beta1.1', '5.0.0-beta.1.1'],
    ['1.2.3.4', '1.2.3+4'],
    ['1.0.post1', '1.0.0+post.1'],
    ['3.7c', '3.7.3'],
    ['1_1_1k', '1.1.1+11'],
    ['1.3.1.RELEASE', '1.3.1'],
    ['1.11.1.docs1', '1.11.1+docs1'],
  ])('%s means %s', (written, meant) => {
    expect(normalise(written)).toBe(meant);
  });

  test.each(['', 'v', 'latest', '1', '1.2.3_4x!', '1.2.3 4', '../1.2', `${'9'.repeat(20)}.0.0`])(
    '%j means none',
    (written) => {
      expect(normalise(written)).toBeNull();
    },
  );
});

test.each([
  ['1.2.3', false],
  ['1.2.3+4', false],
  ['1.2.3+post.1', false],
  ['1.2.3+docs', true],
])('%s is another build of a version: %s', (each, expected) => {
  expect(isBuildFlavor(each)).toBe(expected);
});
