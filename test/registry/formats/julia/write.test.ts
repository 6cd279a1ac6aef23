import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { registerJulia } from './register.ts';

const UUID = '0b7a6f4e-3c1d-4e2a-9f60-5d8c7b6a4321';
const HEAD = 'name = "Acme"\nuuid = "5f6a1c2b-77de-4b3c-8a90-112233445566"\n';
const LINE = `${UUID} = { name = "Imaging", path = "I/Imaging" }`;
const LISTED = `${HEAD}\n[packages]\n${LINE}\n`;

const project = (rest = '', head = `name = "Imaging"\nuuid = "${UUID}"\nversion = "0.3.0"\n`) => `${head}${rest}`;
const DEPS = `
[deps]
Colors = "5ae59095-9a9b-59fe-a467-6f913c188581"
Dates = "ade2ca70-3891-5945-98fb-dc099432e06a"

[weakdeps]
Makie = "ee78f7c6-11fb-53f2-987a-cfe4a2b5a57a"

[extras]
Test = "8dfed614-e22c-5e08-85e1-65c5234f0b40"

[compat]
Colors = "0.12, 1"
Makie = ">= 0.20"
Test = "1"
julia = "1.10"
`;

describe('a new package', () => {
  test('gets its line and all its files', () => {
    const { changed } = registerJulia({ project: project(DEPS), version: '0.3.0' }, { 'Registry.toml': HEAD });
    expect(changed).toEqual({
      'Registry.toml': LISTED,
      'I/Imaging/Package.toml': `name = "Imaging"\nuuid = "${UUID}"\nrepo = "https://git.example/acme/imaging.git"\n`,
      'I/Imaging/Versions.toml': `["0.3.0"]\ngit-tree-sha1 = "${'a'.repeat(40)}"\n`,
      'I/Imaging/Deps.toml':
        '[0]\nColors = "5ae59095-9a9b-59fe-a467-6f913c188581"\nDates = "ade2ca70-3891-5945-98fb-dc099432e06a"\n',
      'I/Imaging/Compat.toml': '[0]\nColors = ["0.12", "1"]\njulia = "1.10.0-1"\n',
      'I/Imaging/WeakDeps.toml': '[0]\nMakie = "ee78f7c6-11fb-53f2-987a-cfe4a2b5a57a"\n',
      'I/Imaging/WeakCompat.toml': '[0]\nMakie = "0.20.0-*"\n',
    });
  });

  test('is found where it comes from, and nobody’s password is told', () => {
    const repo = (url: string) => {
      const { changed } = registerJulia({ project: project(), version: '0.3.0', url }, { 'Registry.toml': HEAD });
      return changed['I/Imaging/Package.toml']?.split('\n')[2];
    };
    expect(repo('https://me:secret@git.example/acme/x/')).toBe('repo = "https://git.example/acme/x.git"');
    expect(repo('git@git.example:acme/x.git')).toBe('repo = "git@git.example:acme/x.git"');
    expect(repo('')).toBe('');
  });

  test('without dependencies has empty tables, but none for weak dependencies', () => {
    const { changed } = registerJulia({ project: project(), version: '0.3.0' }, { 'Registry.toml': HEAD });
    expect(Object.keys(changed)).not.toContain('I/Imaging/WeakDeps.toml');
    expect(changed).toMatchObject({ 'I/Imaging/Deps.toml': '', 'I/Imaging/Compat.toml': '' });
  });

  test('in a folder of its repository names it; a binary package lies among its like', () => {
    const binary = project('', `name = "Libcolor_jll"\nuuid = "${UUID}"\n`);
    const given = {
      project: binary,
      version: '1.0.0+1',
      path: 'packages/Libcolor',
      url: 'git@git.example:acme/big.git',
    };
    const { changed } = registerJulia(given, { 'Registry.toml': HEAD });
    expect(changed['jll/L/Libcolor_jll/Package.toml']).toBe(
      `name = "Libcolor_jll"\nuuid = "${UUID}"\nrepo = "git@git.example:acme/big.git"\nsubdir = "packages/Libcolor"\n`,
    );
    expect(changed['jll/L/Libcolor_jll/Versions.toml']).toContain('["1.0.0+1"]');
  });

  test('stands among the others by UUID, and nothing else of Registry.toml changes', () => {
    const others = ['00000000-0000-0000-0000-000000000001', 'ffffffff-0000-0000-0000-000000000001'].map(
      (uuid, index) => `${uuid} = { name = "Other${index}", path = "O/Other${index}" }`,
    );
    const head = `# Ours\n${HEAD}repo = "https://git.example/acme/registry.git"\ncontact = "#julia" # unknown to Pkg\n\ndescription = """\nTwo\nlines.\n"""\n`;
    const text = (lines: readonly string[]) => `${head}\n[packages]\n${lines.join('\n')}\n`;
    const [first = '', last = ''] = others;
    const files = { 'Registry.toml': text(['# the oldest', first, last]) };
    const { changed } = registerJulia({ project: project(), version: '0.3.0' }, files);
    expect(changed['Registry.toml']).toBe(text(['# the oldest', first, LINE, last]));
  });
});

describe('a next version', () => {
  const first = () => registerJulia({ project: project(DEPS), version: '0.3.0' }, { 'Registry.toml': HEAD }).files;

  test('changes what differs alone', () => {
    const { changed } = registerJulia({ project: project(DEPS), version: '0.3.1', tree: 'b'.repeat(40) }, first());
    expect(Object.keys(changed)).toEqual(['I/Imaging/Versions.toml']);
  });

  test('with other dependencies splits the ranges', () => {
    const later = DEPS.replace(/Colors = "5.*\n/, '').replace('"1.10"', '"1.11"');
    const { changed } = registerJulia({ project: project(later), version: '0.4.0' }, first());
    expect(changed['I/Imaging/Deps.toml']).toBe(
      '[0]\nDates = "ade2ca70-3891-5945-98fb-dc099432e06a"\n\n["0-0.3"]\nColors = "5ae59095-9a9b-59fe-a467-6f913c188581"\n',
    );
    expect(changed['I/Imaging/Compat.toml']).toBe(
      '["0-0.3"]\nColors = ["0.12", "1"]\njulia = "1.10.0-1"\n\n["0.4-0"]\njulia = "1.11.0-1"\n',
    );
  });

  test('an older one, registered late, stands before the newer', () => {
    const { changed } = registerJulia({ project: project(DEPS), version: '0.2.9' }, first());
    expect(changed['I/Imaging/Versions.toml']).toMatch(/^\["0\.2\.9"\][^[]*\n\n\["0\.3\.0"\]/);
  });

  test('the same again writes nothing, whatever style the files have', () => {
    const files = {
      ...first(),
      'I/Imaging/Compat.toml': '# by hand\n["0 - 0"]\nColors = ["0.12", "1"]\njulia = "1.10.0 - 1"\n',
    };
    expect(registerJulia({ project: project(DEPS), version: '0.3.0' }, files).changed).toEqual({});
  });

  test('keeps comments, metadata, unknown keys and what stands in Package.toml', () => {
    const files = {
      ...first(),
      'I/Imaging/Package.toml': `# moved in 2024\nname = "Imaging"\nuuid = "${UUID}"\nrepo = "git@git.example:acme/imaging.git"\n\n[metadata.deprecated]\nreason = "old"\n`,
      'I/Imaging/Versions.toml': `# trees\n\n# broken build\n["0.3.0"]\ngit-tree-sha1 = "${'a'.repeat(40)}"\nyanked = true\nnote = "x"\n`,
      'I/Imaging/Compat.toml':
        '# about it all\n\n# about these\n[0]\nColors = ["0.12", "1"]\n# why 1.10\njulia = "1.10.0 - 1"\n',
    };
    const later = DEPS.replace('"0.12, 1"', '"1"');
    const { changed } = registerJulia({ project: project(later), version: '0.4.0', tree: 'b'.repeat(40) }, files);
    expect(changed).toEqual({
      'I/Imaging/Versions.toml': `# trees\n\n# broken build\n["0.3.0"]\ngit-tree-sha1 = "${'a'.repeat(40)}"\nyanked = true\nnote = "x"\n\n["0.4.0"]\ngit-tree-sha1 = "${'b'.repeat(40)}"\n`,
      'I/Imaging/Compat.toml':
        '# about it all\n\n# about these\n[0]\n# why 1.10\njulia = "1.10.0-1"\n\n["0-0.3"]\nColors = ["0.12", "1"]\n\n["0.4-0"]\nColors = "1"\n',
    });
  });

  test('is written where Registry.toml says that the package lies', () => {
    const files = { 'Registry.toml': LISTED.replace('I/Imaging', 'old/Imaging') };
    const { changed } = registerJulia({ project: project(), version: '0.3.0' }, files);
    expect(Object.keys(changed).every((path) => path.startsWith('old/Imaging/'))).toBe(true);
  });

  test('from a folder that the package moved to names it, above the other tables', () => {
    const before = `name = "Imaging"\nuuid = "${UUID}"\nrepo = "https://git.example/acme/imaging"\n\n[metadata]\na = 1\n`;
    const files = { ...first(), 'I/Imaging/Package.toml': before };
    const { changed } = registerJulia({ project: project(DEPS), version: '0.3.1', path: 'julia' }, files);
    expect(changed['I/Imaging/Package.toml']).toBe(
      before.replace(
        'repo = "https://git.example/acme/imaging"\n',
        'repo = "https://git.example/acme/imaging"\nsubdir = "julia"\n',
      ),
    );
  });

  test('marks what the catalogue calls yanked, and leaves what stands there yanked', () => {
    const known = registerJulia({ project: project(DEPS), version: '0.3.1' }, first()).files;
    const { changed } = registerJulia({ project: project(DEPS), version: '0.4.0', yanked: ['0.3.0'] }, known);
    const marks = changed['I/Imaging/Versions.toml']?.split('\n\n').map((section) => section.includes('yanked = true'));
    expect(marks).toEqual([true, false, false]);
  });

  test('takes a mark back when the catalogue does, and none that was made by hand', () => {
    const add = (files: Record<string, string>, more: object) =>
      registerJulia({ project: project(DEPS), version: '0.3.0', ...more }, files).files;
    const yanked = add({ ...first() }, { yanked: ['0.3.0'] });
    expect(yanked['I/Imaging/Versions.toml']).toContain('yanked = true');
    expect(add(yanked, {})).toEqual(yanked);
    expect(add(yanked, { yankedBefore: ['0.3.0'] })).toEqual(first());
  });

  test('keeps a comment at the end of a line, and does away with carriage returns', () => {
    const deps = '[0]# all\r\nColors = "5ae59095-9a9b-59fe-a467-6f913c188581" # the # colours\r\n';
    const files = { ...first(), 'I/Imaging/Deps.toml': deps };
    const { changed } = registerJulia({ project: project(DEPS), version: '0.4.0' }, files);
    expect(changed['I/Imaging/Deps.toml']).toBe(
      '[0] # all\nColors = "5ae59095-9a9b-59fe-a467-6f913c188581" # the # colours\n\n["0.4-0"]\nDates = "ade2ca70-3891-5945-98fb-dc099432e06a"\n',
    );
  });
});

describe('a version is refused', () => {
  const rules = (text: string, files: Record<string, string> = { 'Registry.toml': HEAD }, tree = 'a'.repeat(40)) => {
    const { changed, refusals } = registerJulia({ project: text, version: '0.3.0', tree }, files);
    expect(changed).toEqual({});
    return refusals.map(({ rule, found }) => [rule, found]);
  };

  test.each([
    ['no uuid', 'name = "Imaging"\n', ['identity', 'None.']],
    ['no name', `uuid = "${UUID}"\n`, ['identity', 'None.']],
    ['a uuid that is none', 'name = "Imaging"\nuuid = "1234"\n', ['identity', '1234']],
    ['a dependency without uuid', project('[deps]\nColors = "1.2"\n'), ['identity', '1.2']],
    ['a range that Julia can’t read', project('[compat]\njulia = ">1"\n'), ['dependency-bounds', '>1']],
  ])('for %s', (_, text, expected) => {
    expect(rules(text)).toEqual([expected]);
  });

  test('where the packages stand in Registry.toml in a manner to which no line can be added', () => {
    expect(rules(project(), { 'Registry.toml': `${HEAD}packages = {}\n` })).toEqual([
      ['registry', expect.stringContaining('redefine')],
    ]);
  });

  test.each(['../../evil', '/etc/cron.d', '.git/hooks', 'I//Imaging', ''])(
    'where Registry.toml says that it lies in %j',
    (path) => {
      const files = { 'Registry.toml': LISTED.replace('I/Imaging', path) };
      expect(rules(project(), files)).toEqual([['registry', expect.stringContaining('is no folder in it')]]);
    },
  );

  test('for a name or a UUID that is another package’s', () => {
    expect(rules(project(), { 'Registry.toml': LISTED.replace('"Imaging"', '"Images"') })).toEqual([
      ['identity', 'Imaging'],
    ]);
    const other = LISTED.replace(UUID, '11111111-2222-3333-4444-555555555555').replaceAll('Imaging', 'IMAGING');
    expect(rules(project(), { 'Registry.toml': other })).toEqual([['name-taken', UUID]]);
  });

  test.each([
    ['https://elsewhere.example/acme/imaging.git', ['name-taken']],
    ['https://git.example/acme/Imaging', []],
    ['git@git.example:acme/imaging.git', []],
    ['ssh://git@git.example/acme/imaging', []],
    ['', []],
  ])('for coming from another repository than the registered one: %j', (url, expected) => {
    const before = registerJulia({ project: project(), version: '0.3.0' }, { 'Registry.toml': HEAD }).files;
    const { refusals } = registerJulia({ project: project(), version: '0.4.0', url }, before);
    expect(refusals.map(({ rule }) => rule)).toEqual(expected);
  });

  test('for other content than the version has in the registry', () => {
    const files = {
      'Registry.toml': LISTED,
      'I/Imaging/Versions.toml': `["0.3.0"]\ngit-tree-sha1 = "${'b'.repeat(40)}"\n`,
    };
    expect(rules(project(), files)).toEqual([['tag-moved', `The tree ${'a'.repeat(40)}.`]]);
  });

  test.each([
    ['Registry.toml', 'name = '],
    ['I/Imaging/Package.toml', '='],
    ['I/Imaging/Compat.toml', '["1..2"]\njulia = "1"\n'],
    ['I/Imaging/Deps.toml', '[0]\nA = "x"\n["0.1"]\nA = "x"\n'],
  ])('where the registry’s %s is broken', (path, text) => {
    const files = { 'Registry.toml': LISTED, 'I/Imaging/Versions.toml': '["0.1.0"]\n', [path]: text };
    expect(rules(project(), files)).toMatchObject([['registry', expect.any(String)]]);
  });
});

test('a package of another ecosystem is none of Julia’s', () => {
  const given = { project: '{"name":"imaging"}', version: '0.3.0', ecosystem: 'npm' } as const;
  expect(registerJulia(given, { 'Registry.toml': HEAD })).toMatchObject({ changed: {}, refusals: [] });
});

test('registering versions in any order gives the same files', () => {
  const compat = fc.constantFrom('0.1', '0.2', '1', '1, 2');
  const version = fc.tuple(fc.nat(2), fc.nat(2), fc.nat(2)).map((parts) => parts.join('.'));
  const releases = fc.uniqueArray(fc.tuple(version, compat), {
    minLength: 1,
    maxLength: 6,
    selector: ([each]) => each,
  });
  const register = (each: readonly (readonly [string, string])[]) =>
    each.reduce<Readonly<Record<string, string>>>(
      (files, [number, range]) => {
        const text = project(
          `[deps]\nColors = "5ae59095-9a9b-59fe-a467-6f913c188581"\n[compat]\nColors = "${range}"\n`,
        );
        return registerJulia({ project: text, version: number }, files).files;
      },
      { 'Registry.toml': HEAD },
    );
  fc.assert(
    fc.property(
      releases.chain((each) => fc.tuple(fc.constant(each), fc.shuffledSubarray(each, { minLength: each.length }))),
      ([one, other]) => {
        expect(register(other)).toEqual(register(one));
      },
    ),
    { numRuns: 50 },
  );
});
