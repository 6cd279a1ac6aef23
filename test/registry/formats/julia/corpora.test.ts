import { readdirSync } from 'node:fs';
import { parse } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { compressVersions, expand } from '../../../../src/registry/formats/julia/compress.ts';
import { folderFor, readPackages } from '../../../../src/registry/formats/julia/registry-file.ts';
import { readTable } from '../../../../src/registry/formats/julia/table-file.ts';
import { verifyJulia } from '../../../../src/registry/formats/julia/verify.ts';
import { formatRange, type Triple, tripleOf } from '../../../../src/registry/formats/julia/version-range.ts';
import { readVersions } from '../../../../src/registry/formats/julia/versions-file.ts';
import { corporaPresent, corpusPath, readCorpus } from '../../../support/corpora.ts';
import { treeOf } from '../../../support/registration.ts';
import { registerJulia } from './register.ts';

type Hashes = Readonly<Record<string, string>>;
type Texts = Readonly<Record<string, string>>;

interface Transition {
  readonly version: string;
  readonly tree: string;
  readonly package_url: string;
  readonly registry_path: string;
  readonly styles: readonly string[];
  readonly subdir?: string;
  readonly project_toml: string;
  readonly before: Hashes;
  readonly after: Hashes;
  readonly registry_toml?: {
    readonly line_added: string;
    readonly line_before_it: string;
    readonly line_after_it: string;
    readonly full_before?: string;
    readonly full_after?: string;
  };
}

interface History {
  readonly package: string;
  readonly transitions: readonly Transition[];
  readonly blobs: Texts;
}

const HEAD = 'name = "Test"\nuuid = "d4e2f5cd-0f48-4704-9988-f1754e755b45"\n';

/** Registers the version of a transition where the registry stood before it. */
function replay(each: Transition, { blobs, package: name }: History) {
  const texts = (side: Hashes) =>
    Object.fromEntries(
      Object.entries(side).map(([file, hash]) => [`${each.registry_path}/${file}`, blobs[hash] ?? '']),
    );
  const [before, expected] = [texts(each.before), texts(each.after)];
  const uuid = /^uuid = "(.+)"$/m.exec(blobs[each.project_toml] ?? '')?.[1];
  const lines = each.before['Package.toml']
    ? [`${uuid} = { name = "${name}", path = "${each.registry_path}" }`]
    : [each.registry_toml?.line_before_it, each.registry_toml?.line_after_it];
  const registry = blobs[each.registry_toml?.full_before ?? ''] ?? `${HEAD}\n[packages]\n${lines.join('\n')}\n`;
  const { package_url: url, version, tree, subdir: path = '.' } = each;
  const project = blobs[each.project_toml] ?? '';
  const result = registerJulia({ project, version, tree, url, path }, { ...before, 'Registry.toml': registry });
  const { 'Registry.toml': listing = '', ...files } = result.files;
  return { files, expected, listing, registry, refusals: result.refusals };
}

function blob({ blobs }: History, hash: string | undefined): string {
  return blobs[hash ?? ''] ?? '';
}

/** What each version says in a table, whatever its ranges look like. */
function meaning(table: string, versions: string) {
  return [...expand([...readVersions(versions).keys()], readTable(table))].map(([version, said]) => [
    version,
    Object.fromEntries([...said].map(([name, value]) => [name, String(value).replaceAll(' ', '')])),
  ]);
}

describe.skipIf(!corporaPresent)('real registrations (skipped where the corpora are absent)', () => {
  const histories = corporaPresent ? readdirSync(corpusPath('julia-registry/transitions')) : [];

  test.each(histories)('%s: equal byte for byte where today’s style was written', (file) => {
    const history = readCorpus<History>(`julia-registry/transitions/${file}`);
    for (const each of history.transitions.filter(({ styles }) => styles.includes('current'))) {
      const { files, expected, refusals } = replay(each, history);
      expect(refusals).toEqual([]);
      expect(files, each.version).toEqual(expected);
    }
  });

  test.each(histories)('%s: what was written is in order', (file) => {
    const history = readCorpus<History>(`julia-registry/transitions/${file}`);
    for (const each of history.transitions) {
      const { files } = replay(each, history);
      const line = `${/^uuid = "(.+)"$/m.exec(blob(history, each.project_toml))?.[1]} = { name = "${history.package}", path = "${each.registry_path}" }`;
      const tree = treeOf({ ...files, 'Registry.toml': `${HEAD}\n[packages]\n${line}\n` });
      expect(
        verifyJulia(tree, []).filter(({ level }) => level === 'error'),
        each.version,
      ).toEqual([]);
    }
  });

  test.each(histories)('%s: equal in meaning where another style was written', (file) => {
    const history = readCorpus<History>(`julia-registry/transitions/${file}`);
    for (const each of history.transitions.filter(({ styles }) => !styles.includes('current'))) {
      const { files, expected } = replay(each, history);
      const versions = `${each.registry_path}/Versions.toml`;
      expect(Object.keys(files).sort()).toEqual(Object.keys(expected).sort());
      expect(files[versions]).toEqual(expected[versions]);
      for (const path of Object.keys(files).filter((name) => /(?:Deps|Compat)\.toml$/.test(name))) {
        const [own, theirs] = [files[path], expected[path]].map((text) => meaning(text ?? '', files[versions] ?? ''));
        expect(own, `${each.version} ${path}`).toEqual(theirs);
      }
    }
  });

  test.each(histories)('%s: a new package’s line stands where it stood', (file) => {
    const history = readCorpus<History>(`julia-registry/transitions/${file}`);
    for (const each of history.transitions.filter(({ registry_toml }) => registry_toml)) {
      const { listing, registry } = replay(each, history);
      const whole = history.blobs[each.registry_toml?.full_after ?? ''];
      const { line_added, line_before_it, line_after_it } = each.registry_toml ?? {};
      const around = registry.replace(`${line_after_it}\n`, `${line_added}\n${line_after_it}\n`);
      expect(around).toContain(`${line_before_it}\n${line_added}\n`);
      expect(listing).toBe(whole ?? around);
    }
  });

  test('whole Registry.toml files are read, each line where the rule puts it', () => {
    const registries = readCorpus<Record<string, { 'Registry.toml'?: string }>>('julia-registry/registry-toml.json');
    const texts = Object.values(registries).flatMap((each) => each['Registry.toml'] ?? []);
    expect(texts.length).toBeGreaterThan(1);
    for (const text of texts) {
      const packages = readPackages(text);
      expect(packages.length).toBeGreaterThan(20);
      expect(packages.filter(({ name, path }) => path !== folderFor(name))).toEqual([]);
    }
  });
});

interface RegistryToolsCases {
  readonly compress_versions: readonly { pool: string[]; subset: string[]; spec: string }[];
  readonly compress_load: {
    versions: string[];
    compat_toml: string;
    expected: Record<string, Record<string, string>>;
    must_be_an_error: string;
  };
  readonly package_relpath: Record<string, string>;
  readonly deps_file: { 'Deps.toml': string };
  readonly compat_file: { 'Compat.toml': string };
  readonly versions_file_sorted: { add: Record<string, string>; 'Versions.toml': string };
  readonly package_toml: readonly { project: string; repo: string; subdir?: string; 'Package.toml': string }[];
  readonly weakdeps: Record<string, string>;
  readonly empty_registry: { name: string; uuid: string; after_Example: string; example_uuid_used: string };
  readonly registry_updates: readonly { register_in_order: string[]; triggered_checks_last: string[]; note: string }[];
  readonly project_files: Texts;
}

describe.skipIf(!corporaPresent)('the cases of RegistryTools (skipped where the corpora are absent)', () => {
  const cases = corporaPresent
    ? readCorpus<RegistryToolsCases>('julia-registry/registrytools-tests.json')
    : ({} as RegistryToolsCases);
  const triples = (versions: readonly string[]) => versions.map((version) => tripleOf(version) as Triple);
  const project = (name: string) => cases.project_files[name] ?? '';
  const empty = { 'Registry.toml': HEAD };

  test('compression', () => {
    expect.assertions(cases.compress_versions.length);
    for (const { pool, subset, spec } of cases.compress_versions) {
      expect(compressVersions(triples(pool), triples(subset)).map(formatRange)).toEqual([spec]);
    }
  });

  test('expansion', () => {
    const { versions, compat_toml, expected, must_be_an_error } = cases.compress_load;
    const said = [...expand(versions, readTable(compat_toml))].map(([version, each]) => [
      version,
      Object.fromEntries(each),
    ]);
    expect(Object.fromEntries(said)).toEqual(expected);
    expect(() => expand(versions, readTable(must_be_an_error))).toThrow('Two ranges give julia');
  });

  test('folders', () => {
    for (const [name, path] of Object.entries(cases.package_relpath)) expect(folderFor(name)).toBe(path);
  });

  test('files of a first version', () => {
    const text =
      'name = "Example"\nuuid = "698ec630-83b2-4a6d-81d4-a10176273030"\n\n[deps]\nTest = "8dfed614-e22c-5e08-85e1-65c5234f0b40"\n\n[compat]\njulia = "1.3"\n';
    const { files } = registerJulia({ project: text, version: '1.0.0' }, empty);
    expect(files['E/Example/Deps.toml']).toBe(cases.deps_file['Deps.toml']);
    expect(files['E/Example/Compat.toml']).toBe(cases.compat_file['Compat.toml']);
    const { name, uuid, after_Example, example_uuid_used } = cases.empty_registry;
    const registry = `name = "${name}"\nuuid = "${uuid}"\n`;
    const own = text.replace(/uuid = ".*"/, `uuid = "${example_uuid_used}"`);
    expect(
      registerJulia({ project: own, version: '1.0.0' }, { 'Registry.toml': registry }).files['Registry.toml'],
    ).toBe(after_Example);
  });

  test('Package.toml', () => {
    for (const { project: name, repo, subdir, 'Package.toml': expected } of cases.package_toml) {
      const given = { project: project(name), version: '1.0.0', url: repo, path: subdir ?? '.' };
      const { files } = registerJulia(given, empty);
      expect(Object.entries(files).find(([path]) => path.endsWith('/Package.toml'))?.[1]).toBe(expected);
    }
  });

  test('Versions.toml is sorted and keeps what it doesn’t know', () => {
    const { add, 'Versions.toml': expected } = cases.versions_file_sorted;
    const [[version, tree] = ['', '']] = Object.entries(add);
    const registry = `${HEAD}\n[packages]\nd7508571-2240-4c50-b21c-240e414cc6d2 = { name = "Example", path = "E/Example" }\n`;
    const sections = expected.split('\n\n');
    const before = sections.filter((section) => !section.includes(tree)).join('\n\n');
    const { files } = registerJulia(
      { project: project('Example1'), version, tree },
      { 'Registry.toml': registry, 'E/Example/Versions.toml': before },
    );
    expect(files['E/Example/Versions.toml']).toBe(expected);
  });

  test('weak dependencies', () => {
    const { files } = registerJulia({ project: project(cases.weakdeps.project ?? ''), version: '1.1.0' }, empty);
    for (const name of ['Compat', 'WeakCompat', 'Deps', 'WeakDeps']) {
      expect(files[`E/Example/${name}.toml`], name).toBe(cases.weakdeps[`${name}.toml`]);
    }
  });

  test('a change of name or UUID is refused, and only that', () => {
    const versionOf = (name: string) => String(parse(project(name)).version);
    const rules = { change_package_name: 'identity', change_package_uuid: 'name-taken' };
    for (const { register_in_order, triggered_checks_last, note } of cases.registry_updates) {
      const last = register_in_order.at(-1) ?? '';
      const before = register_in_order
        .slice(0, -1)
        .reduce<Texts>(
          (files, name) => registerJulia({ project: project(name), version: versionOf(name) }, files).files,
          empty,
        );
      const { refusals } = registerJulia({ project: project(last), version: versionOf(last) }, before);
      const expected = Object.entries(rules).flatMap(([check, rule]) =>
        triggered_checks_last.includes(check) ? [rule] : [],
      );
      expect(
        refusals.map(({ rule }) => rule),
        note,
      ).toEqual(expected);
    }
  });
});
