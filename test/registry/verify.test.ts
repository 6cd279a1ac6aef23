import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatEntry } from '../../src/registry/formats/catalog/entry.ts';
import { catalog } from '../../src/registry/formats/catalog/index.ts';
import { npm } from '../../src/registry/formats/npm/index.ts';
import { python } from '../../src/registry/formats/python/index.ts';
import { verifyRegistry } from '../../src/registry/verify.ts';
import { asset, registration, treeOf, version, written } from '../support/registration.ts';

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

describe('a registry that somebody changed by hand', () => {
  const packed = version('1.0.0', { assets: [asset('kit-1.0.0.tgz')], yanked: 'leaks' });
  const built = version('1.0.0', { assets: [asset('snake-1.0.0.tar.gz')] });
  const files = new Map([
    ...written(npm, [registration({ name: 'kit', ecosystem: 'npm', versions: [packed] })]),
    ...written(catalog, [registration({ name: 'kit', ecosystem: 'npm', versions: [packed] })]),
    ...written(python, [registration({ name: 'snake', ecosystem: 'python', versions: [built] })]),
    ...written(catalog, [registration({ name: 'snake', ecosystem: 'python', versions: [built] })]),
  ]);
  const problems = (changed: Readonly<Record<string, string>>) =>
    verifyRegistry(treeOf(changed)).findings.filter(({ level }) => level !== 'info');

  test('is looked through, whatever line is gone', () => {
    expect(problems(Object.fromEntries(files))).toEqual([]);
    fc.assert(
      fc.property(fc.constantFrom(...files), fc.nat(), ([path, text], at) => {
        const lines = text.split('\n');
        const changed = lines.toSpliced(at % (lines.length - 1), 1).join('\n');
        expect(() => problems({ ...Object.fromEntries(files), [path]: changed })).not.toThrow();
        if (path.endsWith('.json') || path === 'npm/kit') {
          // What only one file says can't be missed by another.
          const isAlone = /"(?:description|license|hashes|meta|api-version|modified)"|^ +(?:"optionalDep|"dep)/.test(
            lines[at % (lines.length - 1)] ?? '',
          );
          if (!isAlone) expect(problems({ ...Object.fromEntries(files), [path]: changed })).not.toEqual([]);
        }
      }),
    );
  });

  test('misses files without an entry, and finds other dependencies', () => {
    const { 'packages/kit.json': _, ...others } = Object.fromEntries(files);
    expect(problems(others)).toMatchObject([{ level: 'warning', path: 'npm/kit' }]);
    const packument = files.get('npm/kit')?.replace('"dependencies": {}', '"dependencies": { "retry": "*" }') ?? '';
    expect(problems({ ...Object.fromEntries(files), 'npm/kit': packument })).toMatchObject([
      { level: 'error', path: 'npm/kit', expected: 'Nothing.', found: 'retry@*' },
    ]);
  });
});
