import { expect, test } from 'vitest';
import { languagesOf, leavesOut } from '../../../../src/registry/formats/julia/language.ts';
import { readVersionFile } from '../../../../src/registry/version-files/index.ts';
import { registerJulia } from './register.ts';

const HEAD = 'name = "Acme"\nuuid = "5f6a1c2b-77de-4b3c-8a90-112233445566"\n';
const project = (julia: string) =>
  `name = "Imaging"\nuuid = "0b7a6f4e-3c1d-4e2a-9f60-5d8c7b6a4321"\nversion = "1.0.0"\n[compat]\njulia = "${julia}"\n`;

test('what each version runs on is read of the registry, nothing where that is broken', () => {
  const first = registerJulia({ project: project('1.6'), version: '1.0.0' }, { 'Registry.toml': HEAD }).files;
  const { files } = registerJulia({ project: project('1.6, 2.1'), version: '1.1.0' }, first);
  const subject = {
    package: { name: 'Imaging', path: '.' },
    versionFile: readVersionFile('.', 'julia', new Map([['Project.toml', project('1.6')]])),
  };
  const languages = (changed: Record<string, string>) => languagesOf(subject, new Map(Object.entries(changed)));
  expect([...languages(files)]).toEqual([
    ['1.0.0', ['1.6.0-1']],
    ['1.1.0', ['1.6.0-1', '2.1.0-2']],
  ]);
  expect(languages({ ...files, 'I/Imaging/Compat.toml': '[' }).size).toBe(0);
  expect(languages({}).size).toBe(0);
});

test.each([
  [['1.6.0-1'], '1.6', false],
  [['1.6.0-1'], '1', false],
  [['1.6.0-1'], '>= 1.0', false],
  [['1.6.0-1'], '1.6, 2', false],
  [['1.6.0-1'], '1.7', true],
  [['1.6.0-1'], '1.6 - 1.9', true],
  [['1.6.0-*'], '1.6', true],
  [['1.6.0-1', '2'], '1.6', true],
  [[], '1.6', false],
  [['1.6.0-1'], 'x', false],
] as const)('%j to %s leaves some out: %s', (before, now, expected) => {
  expect(leavesOut(before, now)).toBe(expected);
});
