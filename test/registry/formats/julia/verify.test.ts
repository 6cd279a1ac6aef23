import { describe, expect, test } from 'vitest';
import { verifyJulia } from '../../../../src/registry/formats/julia/verify.ts';
import { registration, treeOf, version } from '../../../support/registration.ts';
import { registerJulia } from './register.ts';

const HEAD = 'name = "Acme"\nuuid = "5f6a1c2b-77de-4b3c-8a90-112233445566"\n';
const COLORS = '5ae59095-9a9b-59fe-a467-6f913c188581';
const IMAGING = '0b7a6f4e-3c1d-4e2a-9f60-5d8c7b6a4321';

/** Imaging 0.3.0 and 0.4.0, which need Colors 0.12. */
function registry(): Record<string, string> {
  const colors = `name = "Colors"\nuuid = "${COLORS}"\n`;
  const imaging = (bound: string) =>
    `name = "Imaging"\nuuid = "${IMAGING}"\n[deps]\nColors = "${COLORS}"\n[weakdeps]\nMakie = "ee78f7c6-11fb-53f2-987a-cfe4a2b5a57a"\n[compat]\nColors = "${bound}"\nMakie = "0.20"\njulia = "1.10"\n`;
  return [
    { project: colors, version: '0.12.0' },
    { project: imaging('0.11'), version: '0.3.0' },
    { project: imaging('0.12'), version: '0.4.0', tree: 'b'.repeat(40) },
  ].reduce<Record<string, string>>((files, each) => ({ ...registerJulia(each, files).files }), {
    'Registry.toml': HEAD,
  });
}

const findings = (files: Record<string, string>, entries = [] as Parameters<typeof verifyJulia>[1]) =>
  verifyJulia(treeOf(files), entries);
const errors = (files: Record<string, string>) =>
  findings(files)
    .filter(({ level }) => level === 'error')
    .map(({ path, summary }) => `${path}: ${summary}`);

test('what was written is in order, and what lies elsewhere is named', () => {
  expect(findings(registry())).toEqual([
    expect.objectContaining({ level: 'info', summary: expect.stringContaining('1 dependencies') }),
  ]);
});

describe('is not in order:', () => {
  const at = (file: string) => `I/Imaging/${file}.toml`;
  test.each([
    [
      'a version out of order',
      at('Versions'),
      (text: string) => text.split('\n\n').reverse().join('\n\n').replace(/\n*$/, '\n'),
      'semver order',
    ],
    [
      'a hash that is none',
      at('Versions'),
      (text: string) => text.replace('aaaa', 'xyz'),
      'The tree of 0.3.0 is no hash',
    ],
    [
      'yanked as text',
      at('Versions'),
      (text: string) => text.replace('\n\n', '\nyanked = "yes"\n\n'),
      'yanked must be',
    ],
    ['a version that is none', at('Versions'), (text: string) => text.replace('0.4.0', '0.4'), '0.4 is no version'],
    ['a range that is none', at('Deps'), (text: string) => text.replace('[0]', '["0.x"]'), 'can’t be read'],
    ['ranges that overlap', at('Deps'), (text: string) => `${text}\n["0.4"]\nColors = "${COLORS}"\n`, 'can’t be read'],
    ['a range without a version', at('Deps'), (text: string) => `${text}\n[2]\nFoo = "${COLORS}"\n`, 'in the range 2'],
    ['a range longer than needed', at('Deps'), (text: string) => text.replace('[0]', '["0.3-0.4"]'), 'shortest ones'],
    ['a bound that is none', at('Compat'), (text: string) => text.replace('"0.12"', '"^0.12"'), 'can’t be read'],
    [
      'a dependency without UUID',
      at('WeakDeps'),
      (text: string) => text.replace('ee78f7c6', 'x'),
      'UUID of Makie is none',
    ],
    [
      'a dependency by another name',
      at('Deps'),
      (text: string) => text.replace('Colors', 'Colours'),
      'is registered as Colors',
    ],
    ['another name', at('Package'), (text: string) => text.replace('"Imaging"', '"Images"'), 'The name isn’t'],
    ['another UUID', at('Package'), (text: string) => text.replace(IMAGING, COLORS), 'The uuid isn’t'],
    [
      'keys out of order',
      at('Package'),
      (text: string) => text.split('\n').slice(0, 3).reverse().join('\n'),
      'The keys',
    ],
    ['no versions', at('Versions'), () => undefined, 'are missing'],
    ['no Package.toml', at('Package'), () => undefined, 'is missing'],
    ['no Registry.toml', 'Registry.toml', () => undefined, 'finds no package'],
    ['an indented line', at('Package'), (text: string) => text.replace('uuid', '  uuid'), 'Line 2 isn’t laid out'],
    ['a carriage return', at('Versions'), (text: string) => text.replace('\n', '\r\n'), 'Line 1 isn’t laid out'],
    ['a blank line within a table', 'Registry.toml', (text: string) => text.replace('0b7a', '\n0b7a'), 'Line 5 isn’t'],
    ['no newline at the end', at('Package'), (text: string) => text.trimEnd(), 'Line 3 isn’t laid out'],
    [
      'lines out of order',
      'Registry.toml',
      (text: string) => text.replace(/(0b7.*)\n(5ae.*)/, '$2\n$1'),
      'sorted by UUID',
    ],
    [
      'a line too few',
      'Registry.toml',
      (text: string) => text.replace(/0b7.*\n/, ''),
      'doesn’t list the package in I/Imaging',
    ],
    [
      'a UUID twice',
      'Registry.toml',
      (text: string) => `${text}${IMAGING} = { name = "Other", path = "O/Other" }\n`,
      'lists a UUID twice',
    ],
    [
      'a name twice',
      'Registry.toml',
      (text: string) => `${text}ffffffff-0000-0000-0000-000000000000 = { name = "IMAGING", path = "I/IMAGING" }\n`,
      'the same name',
    ],
    ['no name', 'Registry.toml', (text: string) => text.replace(/name = "Acme"\n/, ''), 'has no name'],
    ['no TOML', 'Registry.toml', () => '[', 'no TOML'],
  ] satisfies [string, string, (text: string) => string | undefined, string][])('%s', (_, path, change, expected) => {
    const { [path]: text = '', ...others } = registry();
    const changed = change(text);
    expect(errors(changed === undefined ? others : { ...others, [path]: changed }).join('\n')).toContain(expected);
  });
});

test('blanks around hyphens, bounds of what isn’t needed, and a missing address are no errors', () => {
  const files = registry();
  const compat = files['I/Imaging/Compat.toml'] ?? '';
  expect(compat).toContain('["0.4-0"]');
  const spaced = { ...files, 'I/Imaging/Compat.toml': compat.replaceAll(/(\d)-(\d)/g, '$1 - $2') };
  expect(findings(spaced).map(({ level }) => level)).toEqual(['warning', 'info']);
  const nowhere = {
    ...files,
    'I/Imaging/Package.toml': files['I/Imaging/Package.toml']?.replace(/repo = .*\n/, '') ?? '',
  };
  expect(findings(nowhere).map(({ level, summary }) => [level, summary.slice(0, 13)])[0]).toEqual([
    'warning',
    'No repository',
  ]);
  const idle = { ...files, 'I/Imaging/WeakDeps.toml': '' };
  expect(findings(idle).map(({ level, summary }) => [level, summary.split(' ')[0]])).toEqual([['warning', 'Makie']]);
});

test('what layout leaves free is in order', () => {
  const files = registry();
  const described = `${HEAD}repo = "https://git.example/acme/registry.git"\n\ndescription = """\n  Ours. \n\n\n[packages]\n"""\n\n`;
  const commented = `# moved\n\n${files['I/Imaging/Versions.toml']?.replace('\n\n', '\n\n# broken\n')}`;
  const listing = files['Registry.toml']?.replace(`${HEAD}\n`, described) ?? '';
  expect(errors({ ...files, 'Registry.toml': listing, 'I/Imaging/Versions.toml': commented })).toEqual([]);
});

test('a name that stands for two packages, a missing table and another repository are worth a warning', () => {
  const { 'C/Colors/Compat.toml': _, ...files } = registry();
  files['C/Colors/WeakDeps.toml'] = '[0]\nMakie = "00000000-0000-0000-0000-00000000000a"\n';
  const { entry } = registration({
    name: 'Colors',
    ecosystem: 'julia',
    url: 'https://git.example/acme/moved',
    versions: [],
  });
  const warnings = findings(files, [entry]).filter(({ level }) => level === 'warning');
  expect(warnings.map(({ path, summary }) => `${path}: ${summary}`)).toEqual([
    'C/Colors/Compat.toml: The file is missing.',
    'C/Colors/Package.toml: The repository isn’t that of the catalogue.',
    expect.stringContaining('Makie has another UUID than in'),
  ]);
});

describe('the catalogue’s', () => {
  const dependencies = [
    { name: 'Colors', range: '0.12', kind: 'runtime' },
    { name: 'Makie', range: '0.20', kind: 'weak' },
  ] as const;
  const found = (change: object) => {
    const { entry } = registration({
      name: 'Imaging',
      ecosystem: 'julia',
      versions: [version('0.4.0', { tree: 'b'.repeat(40), dependencies, ...change })],
    });
    return findings(registry(), [entry]).filter(({ level }) => level === 'error');
  };

  test('dependencies and their bounds agree with what was written', () => {
    expect(found({})).toEqual([]);
  });

  test.each([
    ['a dependency more', [...dependencies, { ...dependencies[0], name: 'Retry' }], ['Deps', 'Compat']],
    ['one less', dependencies.slice(1), ['Deps', 'Compat']],
    ['another bound', [{ ...dependencies[0], range: '0.11' }, dependencies[1]], ['Compat']],
    ['no bound', [dependencies[0], { ...dependencies[1], range: null }], ['WeakCompat']],
  ])('dependencies are compared: %s', (_, changed, files) => {
    expect(found({ dependencies: changed }).map(({ path }) => path)).toEqual(
      files.map((file) => `I/Imaging/${file}.toml`),
    );
  });

  test('versions are missed', () => {
    const { entry } = registration({ name: 'Imaging', ecosystem: 'julia', versions: [version('0.5.0')] });
    expect(findings(registry(), [entry])).toContainEqual(
      expect.objectContaining({ level: 'error', summary: 'The catalogue has 0.5.0, which is missing.' }),
    );
  });
});

test('the catalogue’s trees and yanked versions are compared', () => {
  const versions = [
    version('0.3.0', { tree: 'a'.repeat(40), yanked: true }),
    version('0.4.0', { tree: 'c'.repeat(40) }),
  ];
  const { entry } = registration({ name: 'Imaging', ecosystem: 'julia', versions });
  const found = findings(registry(), [entry]).filter(({ path }) => path.endsWith('Versions.toml'));
  const [yanked, tree] = found;
  expect(yanked).toMatchObject({ level: 'warning', expected: 'yanked = true' });
  expect(tree).toMatchObject({ level: 'error', expected: 'c'.repeat(40), found: 'b'.repeat(40) });
});
