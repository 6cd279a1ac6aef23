import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backstage } from '../../../src/registry/formats/backstage/index.ts';
import { npm } from '../../../src/registry/formats/npm/index.ts';
import { python } from '../../../src/registry/formats/python/index.ts';
import { asset, entries, registration, version, written } from '../../support/registration.ts';

const CASES = [
  { format: python, ecosystem: 'python', file: 'kit-1.0.0.tar.gz', path: 'simple/kit/index.json' },
  { format: npm, ecosystem: 'npm', file: 'kit-1.0.0.tgz', path: 'npm/kit' },
  { format: backstage, ecosystem: 'generic', file: 'kit.zip', path: 'catalog/kit.yaml' },
] as const;

const treeOf = (files: ReadonlyMap<string, string>) => ({
  paths: [...files.keys()].sort(),
  read: (path: string) => files.get(path) ?? null,
});

describe.each(CASES)('what $format.id says of the catalogue', ({ format, ecosystem, file, path }) => {
  const one = registration({ name: 'kit', ecosystem, versions: [version('1.0.0', { assets: [asset(file)] })] });

  test('is in order once it is written, whatever it is', () => {
    const names = fc.stringMatching(/^[a-z0-9]{1,8}$/);
    const files = (name: string, number: string) => fc.constant(file.replace('kit', name).replace('1.0.0', number));
    fc.assert(
      fc.property(entries(ecosystem, names, files), (each) => {
        expect(format.verify?.(treeOf(written(format, [each])), [each.entry])).toEqual([]);
      }),
    );
  });

  test('is found out where it is something else, or nothing', () => {
    const yanked = { ...one.entry, versions: one.entry.versions.map((each) => ({ ...each, yanked: true })) };
    const findings = format.verify?.(treeOf(written(format, [one])), [yanked]);
    expect(findings).toContainEqual(expect.objectContaining({ level: 'error', path }));
    expect(format.verify?.(treeOf(new Map()), [one.entry])).toContainEqual(
      expect.objectContaining({ level: 'warning', path }),
    );
  });
});
