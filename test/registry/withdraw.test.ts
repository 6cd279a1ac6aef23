import { expect, test } from 'vitest';
import { decide } from '../../src/registry/decide.ts';
import { WITHDRAWN, withdraw } from '../../src/registry/withdraw.ts';
import { candidate, registered, strictPolicy } from '../support/candidate.ts';

test('a version whose release is withdrawn is yanked with the reason, once', () => {
  const yanked = withdraw(registered('1.3.0'), 'v1.3.0');
  expect(yanked?.versions).toMatchObject([{ version: '1.3.0', yanked: WITHDRAWN }]);
  expect(withdraw(yanked ?? registered(), 'v1.3.0')).toBeNull();
  expect(withdraw(registered('1.3.0'), 'v9.9.9')).toBeNull();
});

test.each([
  [WITHDRAWN, false],
  ['It leaks.', 'It leaks.'],
])('published again, a version yanked because “%s” is then: %s', (reason, expected) => {
  const entry = registered('1.3.0');
  const before = { ...entry, versions: entry.versions.map((each) => ({ ...each, yanked: reason })) };
  const decision = decide(candidate({ registered: before }), strictPolicy());
  expect(decision).toMatchObject({ registration: { entry: { versions: [{ yanked: expected }] } } });
});

test('an asset keeps the digest that GitHub told only once', () => {
  const asset = { name: 'client.tgz', size: 5, sha256: 'a'.repeat(64), url: 'https://git.example/client.tgz' };
  const entry = registered('1.3.0');
  const before = { ...entry, versions: entry.versions.map((each) => ({ ...each, assets: [asset] })) };
  const { release } = candidate();
  const digestOf = (size: number) =>
    decide(
      candidate({ registered: before, release: { ...release, assets: [{ ...asset, size, sha256: null }] } }),
      strictPolicy(),
    );
  expect(digestOf(5)).toMatchObject({ registration: { entry: { versions: [{ assets: [asset] }] } } });
  expect(digestOf(6)).toMatchObject({ registration: { entry: { versions: [{ assets: [{ sha256: null }] }] } } });
});
