import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { useCheckout } from '../support/checkout.ts';

const checkout = useCheckout();
const UUID = '0b7a6f4e-3c1d-4e2a-9f60-5d8c7b6a4321';
const REGISTRY = 'name = "Acme"\nuuid = "5f6a1c2b-77de-4b3c-8a90-112233445566"\n';

function git(...args: string[]): string {
  const settings = ['-c', 'user.name=a', '-c', 'user.email=a@b.example'];
  return execFileSync('git', [...settings, ...args], {
    cwd: join(checkout.folder, 'Imaging.jl'),
    encoding: 'utf8',
  }).trim();
}

function release(tag: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) checkout.write(`Imaging.jl/${path}`, text);
  if (!existsSync(join(checkout.folder, 'Imaging.jl/.git'))) {
    git('init', '-q');
    git('remote', 'add', 'origin', 'https://git.example/acme/Imaging.jl');
  }
  git('add', '.');
  git('commit', '-qm', tag);
  git('tag', tag);
}

const register = async (tag: string, ...more: string[]) => {
  const args = ['register', 'Imaging.jl', '--tag', tag, '--registry', 'registry', '--format', 'json', ...more];
  const { code, out } = await checkout.run(args);
  return { code, ...JSON.parse(out) };
};
const written = (path: string) => readFileSync(join(checkout.folder, 'registry', path), 'utf8');

describe('innkeeper register, where the registry keeps Julia’s format', () => {
  beforeEach(() => checkout.write('registry/Registry.toml', REGISTRY));

  test('names a package without a manifest after its repository, without the ending', async () => {
    release('v0.1.0', { 'Project.toml': `name = "Imaging"\nuuid = "${UUID}"\nversion = "0.1.0"\n` });
    expect(await register('v0.1.0')).toMatchObject({
      code: 0,
      registered: [
        {
          name: 'Imaging',
          version: '0.1.0',
          files: expect.arrayContaining(['Registry.toml', 'packages/Imaging.json']),
        },
      ],
    });
    expect(written('I/Imaging/Package.toml')).toContain('repo = "https://git.example/acme/Imaging.jl.git"\n');
    expect(written('I/Imaging/Versions.toml')).toBe(
      `["0.1.0"]\ngit-tree-sha1 = "${git('rev-parse', 'HEAD^{tree}')}"\n`,
    );
    expect((await register('v0.1.0')).registered).toMatchObject([{ files: [] }]);
  });

  test('clones from where the checkout was cloned, by name where it was', async () => {
    release('v0.1.0', { 'Project.toml': `name = "Imaging"\nuuid = "${UUID}"\nversion = "0.1.0"\n` });
    git('remote', 'set-url', 'origin', 'git@git.example:acme/Imaging.jl.git');
    expect(await register('v0.1.0')).toMatchObject({ code: 0 });
    expect(written('I/Imaging/Package.toml')).toContain('repo = "git@git.example:acme/Imaging.jl.git"\n');
  });

  test('takes a further version of a package that stands in Registry.toml alone, whatever its name', async () => {
    const manifest = 'version: 1\nname: IO\ntier: tooling\nowners: ["@acme/imaging"]\n';
    const project = (version: string) => `name = "IO"\nuuid = "${UUID}"\nversion = "${version}"\n`;
    const files = { 'innersource.yml': manifest, LICENSE: readFileSync('LICENSE', 'utf8') };
    release('v0.1.0', { ...files, 'Project.toml': project('0.1.0') });
    expect(await register('v0.1.0')).toMatchObject({ code: 1, refused: [{ rule: 'name' }] });
    checkout.write('registry/Registry.toml', `${REGISTRY}\n[packages]\n${UUID} = { name = "IO", path = "I/IO" }\n`);
    checkout.write(
      'registry/I/IO/Package.toml',
      `name = "IO"\nuuid = "${UUID}"\nrepo = "https://git.example/acme/Imaging.jl.git"\n`,
    );
    checkout.write(
      'registry/I/IO/Versions.toml',
      '["0.0.1"]\ngit-tree-sha1 = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"\n',
    );
    expect(await register('v0.1.0')).toMatchObject({ code: 0, refused: [] });
    expect(written('I/IO/Versions.toml')).toContain('["0.1.0"]');
  });

  test('records the tree of a package’s folder', async () => {
    release('ImagingIO-v0.1.0', {
      'innersource.yml':
        'version: 1\nowners: ["@acme/imaging"]\ntier: research\npackages:\n  - { name: Imaging, path: . }\n  - { name: ImagingIO, path: lib/ImagingIO }\n',
      'Project.toml': 'name = "Imaging"\n',
      'lib/ImagingIO/Project.toml': `name = "ImagingIO"\nuuid = "${UUID}"\nversion = "0.1.0"\n`,
    });
    expect(await register('ImagingIO-v0.1.0')).toMatchObject({ code: 0, refused: [] });
    expect(written('I/ImagingIO/Package.toml')).toContain('subdir = "lib/ImagingIO"\n');
    expect(written('I/ImagingIO/Versions.toml')).toContain(git('rev-parse', 'HEAD:lib/ImagingIO'));
  });

  test('refuses what Julia can’t hold, and then writes nothing at all', async () => {
    release('v0.1.0', { 'Project.toml': 'name = "Imaging"\nversion = "0.1.0"\n' });
    expect(await register('v0.1.0')).toMatchObject({ code: 1, registered: [], refused: [{ rule: 'identity' }] });
    expect(existsSync(join(checkout.folder, 'registry/packages'))).toBe(false);
    expect(written('Registry.toml')).toBe(REGISTRY);
  });
});

test('without Registry.toml nothing is written for Julia', async () => {
  checkout.write('registry/README.md', '');
  release('v0.1.0', { 'Project.toml': `name = "Imaging"\nuuid = "${UUID}"\nversion = "0.1.0"\n` });
  expect((await register('v0.1.0')).registered).toMatchObject([{ files: ['packages/Imaging.json'] }]);
});
