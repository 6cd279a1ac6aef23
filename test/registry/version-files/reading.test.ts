import { describe, expect, test } from 'vitest';
import type { Dependency } from '../../../src/domain/package-entry.ts';
import { readVersionFile } from '../../../src/registry/version-files/index.ts';
import { candidate, refusals, versionFile } from '../../support/candidate.ts';

const POM = `<?xml version="1.0"?>
<!-- <version>9.9.9</version> -->
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <parent><groupId>org.acme</groupId><artifactId>parent</artifactId><version>3</version></parent>
  <artifactId>client</artifactId><version>1.3.0</version>
  <licenses><license><name>Apache-2.0</name></license></licenses>
  <dependencies>
    <dependency><groupId>org.acme</groupId><artifactId>retry</artifactId><version>[1,2)</version></dependency>
    <dependency><groupId>junit</groupId><artifactId>junit</artifactId><version>4.13</version><scope>test</scope></dependency>
  </dependencies>
</project>`;

/** @param more `$[revision]` for Maven's own placeholder, so that nothing takes it for one of ours */
const pom = (more: string) =>
  `<project><artifactId>client</artifactId>${more.replace(/\$\[([\w.]+)\]/g, '$${$1}')}</project>`;

const CFG = `[metadata]
name = client
version = 1.3.0
license = MIT
[options]
install_requires =
    retry>=1,<2
    # a comment
    numpy
[options.extras_require]
plot = matplotlib~=3.1
test = pytest
`;

const dependency = (name: string, range: string | null, kind: Dependency['kind'] = 'runtime') => ({
  name,
  range,
  kind,
});

describe('a version file is read', () => {
  test.each<[string, string, object]>([
    [
      'pom.xml',
      POM,
      {
        name: 'client',
        version: '1.3.0',
        license: 'Apache-2.0',
        dependencies: [dependency('org.acme:retry', '[1,2)'), dependency('junit:junit', '4.13', 'development')],
      },
    ],
    [
      'setup.cfg',
      CFG,
      {
        name: 'client',
        version: '1.3.0',
        license: 'MIT',
        dependencies: [
          dependency('retry', '>=1,<2'),
          dependency('numpy', null),
          dependency('matplotlib', '~=3.1', 'optional'),
          dependency('pytest', null, 'development'),
        ],
      },
    ],
    [
      'pyproject.toml',
      '[project]\nname = "client"\nversion = "1.3.0"\nlicense = { text = "MIT" }\ndependencies = ["retry[fast]>=1,<2; python_version > \'3\'"]\n[project.optional-dependencies]\nplot = ["matplotlib"]\n[dependency-groups]\ntest = ["pytest", { include-group = "x" }]\n',
      {
        version: '1.3.0',
        license: 'MIT',
        dependencies: [
          dependency('retry', '>=1,<2'),
          dependency('matplotlib', null, 'optional'),
          dependency('pytest', null, 'development'),
        ],
      },
    ],
    [
      'pyproject.toml',
      '[tool.poetry]\nname = "client"\nversion = "1.3.0"\n[tool.poetry.dependencies]\npython = "^3.8"\nretry = "^1.2"\nplot = { version = "^2", optional = true }\n[tool.poetry.group.dev.dependencies]\npytest = "*"\n',
      {
        name: 'client',
        dependencies: [
          dependency('retry', '^1.2'),
          dependency('plot', '^2', 'optional'),
          dependency('pytest', '*', 'development'),
        ],
      },
    ],
    [
      'Cargo.toml',
      '[package]\nname = "client"\nversion = "1.3.0"\n[dependencies]\nretry = "1"\nio = { package = "acme-io", version = "2", optional = true }\n[dev-dependencies]\ntrial = "1"\n[target.x86.dependencies]\nfast = "1"\n',
      {
        dependencies: [
          dependency('retry', '1'),
          dependency('acme-io', '2', 'optional'),
          dependency('fast', '1'),
          dependency('trial', '1', 'development'),
        ],
      },
    ],
    [
      'Project.toml',
      'name = "Client"\nversion = "1.3.0"\n[deps]\nRetry = "a"\n[weakdeps]\nPlots = "b"\n[extras]\nTest = "c"\nPlots = "b"\n[compat]\nRetry = "1"\njulia = "1.10"\n',
      {
        dependencies: [
          dependency('Retry', '1'),
          dependency('Plots', null, 'weak'),
          dependency('Test', null, 'development'),
        ],
        language: { name: 'julia', range: '1.10' },
      },
    ],
    [
      'package.json',
      '{"name":"client","version":"1.3.0","peerDependencies":{"a":"1","b":"2"},"peerDependenciesMeta":{"b":{"optional":true}},"devDependencies":{"c":"3"}}',
      {
        dependencies: [dependency('a', '1'), dependency('b', '2', 'optional'), dependency('c', '3', 'development')],
      },
    ],
    [
      'go.mod',
      'module a.example/client\n\nrequire (\n\tb.example/retry v1.2.3\n\tc.example/x v1.0.0 // indirect\n)\n',
      {
        name: 'a.example/client',
        version: null,
        dependencies: [dependency('b.example/retry', 'v1.2.3')],
      },
    ],
  ])('%s (%#)', (file, text, expected) => {
    expect(versionFile(file, text)).toMatchObject({ problem: null, content: expected });
  });
});

/** What is worked out at release time can't contradict the tag: nobody is refused for it. */
describe('a version that the file leaves to others is no mismatch', () => {
  test.each([
    ['pyproject.toml', '[project]\nname = "client"\ndynamic = ["version"]\n'],
    ['pyproject.toml', '[tool.poetry]\nname = "client"\nversion = "0.0.0"\n'],
    ['setup.cfg', '[metadata]\nname = client\nversion = attr: client.__version__\n'],
    ['setup.cfg', '[metadata]\nname = client\nversion = file: VERSION\n'],
    [
      'Cargo.toml',
      '[package]\nname = "client"\nversion.workspace = true\n[dependencies]\nretry = { workspace = true }\n',
    ],
    ['pom.xml', pom('<version>$[revision]</version>')],
    ['pom.xml', pom('<version>$[app]</version>')],
    ['pom.xml', pom('<version>$[revision]</version><properties><revision>9.9.9</revision></properties>')],
    ['package.json', '{"name":"client","version":"0.0.0-development"}'],
    ['package.json', '{"private":true,"workspaces":["packages/*"]}'],
    ['Project.toml', 'name = "Client"\n[compat]\njulia = "1.10"\n'],
  ])('%s: %s', (file, text) => {
    const given = { versionFile: versionFile(file, text), project: { ...candidate().project, unnamed: true } };
    expect(given.versionFile?.content).not.toBeNull();
    expect(refusals(given)).not.toContain('version-mismatch');
    expect(refusals(given)).not.toContain('dependency-bounds');
  });
});

describe('a version that stands elsewhere in the file is found', () => {
  test.each([
    ['pyproject.toml', '[project]\nname = "client"\ndynamic = ["version"]\n[tool.poetry]\nversion = "1.3.0"\n'],
    ['Cargo.toml', '[workspace.package]\nversion = "1.3.0"\n[package]\nname = "client"\nversion.workspace = true\n'],
    ['pom.xml', pom('<parent><version>1.3.0</version></parent>')],
    ['pom.xml', pom('<version>$[app.version]</version><properties><app.version>1.3.0</app.version></properties>')],
    ['pom.xml', pom('<version>$[project.parent.version]</version><parent><version>1.3.0</version></parent>')],
    ['package.json', '\uFEFF{"version":"1.3.0"}'],
  ])('%s: %s', (file, text) => {
    expect(versionFile(file, text)?.content?.version).toBe('1.3.0');
  });

  test('at the repository’s root, of a crate in a folder', () => {
    const files = new Map([
      ['Cargo.toml', '[workspace.package]\nversion = "1.3.0"\n'],
      ['crates/io/Cargo.toml', '[package]\nname = "io"\nversion.workspace = true\n'],
    ]);
    expect(readVersionFile('crates/io', undefined, files)?.content?.version).toBe('1.3.0');
  });

  test('with the versions of Maven’s dependencies', () => {
    const dependencies =
      '<dependencies><dependency><artifactId>x</artifactId><version>$[x.v]</version></dependency></dependencies>';
    const found = versionFile('pom.xml', pom(`<properties><x.v>2.1</x.v></properties>${dependencies}`));
    expect(found?.content?.dependencies).toEqual([dependency('x', '2.1')]);
  });
});

describe('a version that is no text is told as it stands', () => {
  test.each([
    ['package.json', '{"version":2}', '2'],
    ['Project.toml', 'version = 2024-05-01', '2024-05-01'],
  ])('%s', (file, text, version) => {
    const found = versionFile(file, text);
    expect(found?.content?.version).toBe(version);
    expect(refusals({ versionFile: found })).toContain('version-mismatch');
  });
});

describe('of several files', () => {
  const texts = (files: Readonly<Record<string, string>>) => new Map(Object.entries(files));

  test('the package’s own counts, not its tools’', () => {
    const files = texts({
      'package.json': '{"private":true,"devDependencies":{}}',
      'pyproject.toml': '[project]\nversion = "1.3.0"\n',
    });
    expect(readVersionFile('.', undefined, files)?.path).toBe('pyproject.toml');
  });

  test('a pyproject.toml that speaks of tools alone leaves it to setup.cfg', () => {
    const files = texts({ 'pyproject.toml': '[tool.black]\n', 'setup.cfg': CFG });
    expect(readVersionFile('.', undefined, files)?.path).toBe('setup.cfg');
  });

  test('JuliaProject.toml counts before Project.toml, as it does for Julia, be it without a version', () => {
    const files = texts({ 'JuliaProject.toml': 'name = "Client"\n', 'Project.toml': 'version = "1.3.0"\n' });
    expect(readVersionFile('.', undefined, files)).toMatchObject({ path: 'JuliaProject.toml', ecosystem: 'julia' });
  });

  test('the manifest’s ecosystem decides', () => {
    const files = texts({ 'package.json': '{"version":"1.0.0"}', 'Project.toml': 'version = "1.3.0"\n' });
    expect(readVersionFile('.', 'julia', files)?.path).toBe('Project.toml');
  });
});
