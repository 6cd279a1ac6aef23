import { expect, test } from 'vitest';
import { formatEntry } from '../../src/registry/formats/catalog/entry.ts';
import { verifyRegistry } from '../../src/registry/verify.ts';
import { asset, registration, treeOf, version } from '../support/registration.ts';

test('a newest version that a format leaves out is worth to know, and nothing wrong', () => {
  const packed = version('1.0.0', { assets: [asset('kit-1.0.0.tgz')] });
  const of = (...versions: (typeof packed)[]) => {
    const { entry } = registration({ name: 'kit', ecosystem: 'npm', versions });
    const tree = treeOf({ 'packages/kit.json': formatEntry(entry), 'npm/README.md': '' });
    return verifyRegistry(tree).findings.filter(({ level }) => level === 'info');
  };
  expect(of(packed)).toEqual([]);
  expect(of(packed, version('1.1.0'))).toMatchObject([
    { format: 'npm', path: 'packages/kit.json', summary: expect.stringContaining('kit 1.1.0') },
  ]);
});
