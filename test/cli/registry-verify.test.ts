import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { useCheckout } from '../support/checkout.ts';

const checkout = useCheckout();
const PROJECT = 'name = "Imaging"\nuuid = "0b7a6f4e-3c1d-4e2a-9f60-5d8c7b6a4321"\nversion = "0.1.0"\n';
const MANIFEST = 'version: 1\nname: Imaging\ntype: inner-source\ntier: tooling\nowners: ["@acme/platform"]\n';

function git(...args: string[]): string {
  const settings = ['-c', 'user.name=a', '-c', 'user.email=a@b.example'];
  return execFileSync('git', [...settings, ...args], { cwd: join(checkout.folder, 'all/Imaging'), encoding: 'utf8' });
}

/** A package registered in a registry that keeps Julia's format. */
async function registered(): Promise<void> {
  checkout.write('registry/Registry.toml', 'name = "Acme"\nuuid = "5f6a1c2b-77de-4b3c-8a90-112233445566"\n');
  checkout.write('all/Imaging/Project.toml', `${PROJECT}\n[compat]\njulia = "1.10"\n`);
  checkout.write('all/Imaging/innersource.yml', MANIFEST);
  checkout.write('all/Imaging/LICENSE', 'MIT License\n');
  git('init', '-q');
  git('remote', 'add', 'origin', 'https://git.example/acme/Imaging.git');
  git('add', '.');
  git('commit', '-qm', 'First');
  git('tag', 'v0.1.0');
  const { code, error, out } = await checkout.run([
    'register',
    'all/Imaging',
    '--tag',
    'v0.1.0',
    '--registry',
    'registry',
  ]);
  expect(error + out).toContain('registered Imaging 0.1.0');
  expect(code).toBe(0);
}

test('a registry that was written is in order, its trees those of the tags', async () => {
  await registered();
  const { code, out } = await checkout.run(['registry', 'verify', 'registry', '--checkouts', 'all']);
  expect({ code, out }).toEqual({ code: 0, out: 'catalog, julia: all in order\n' });
  const unaided = await checkout.run(['registry', 'verify', 'registry', '--format', 'json']);
  expect(JSON.parse(unaided.out)).toMatchObject({
    formats: ['catalog', 'julia'],
    findings: [{ level: 'info', format: 'catalog', summary: expect.stringContaining('not recomputed') }],
    summary: { error: 0, warning: 0, info: 1 },
  });
});

test('a tree that is another one, and a tag that moved, are errors', async () => {
  await registered();
  const entry = readFileSync(join(checkout.folder, 'registry/packages/Imaging.json'), 'utf8');
  const tree = git('rev-parse', 'HEAD^{tree}').trim();
  checkout.write('registry/packages/Imaging.json', entry.replace(tree, 'f'.repeat(40)));
  const { code, out } = await checkout.run([
    'registry',
    'verify',
    'registry',
    '--checkouts',
    'all',
    '--format',
    'json',
  ]);
  expect(code).toBe(1);
  expect(JSON.parse(out).findings).toMatchObject([
    { path: 'I/Imaging/Versions.toml', expected: 'f'.repeat(40), found: tree },
    { path: 'packages/Imaging.json', expected: 'f'.repeat(40), found: tree },
  ]);
  checkout.write('registry/packages/Imaging.json', entry);
  checkout.write('all/Imaging/new.txt', '');
  git('add', '.');
  git('commit', '-qm', 'Second');
  git('tag', '--force', 'v0.1.0');
  const moved = await checkout.run(['registry', 'verify', 'registry', '--checkouts', 'all']);
  expect(moved.code).toBe(1);
  expect(moved.out).toMatch(
    /^error +packages\/Imaging\.json: The tag v0\.1\.0 doesn’t hold 0\.1\.0 any more\.\n +expected: /,
  );
});

test('a folder without files is in order; one that isn’t there, or half a command, is wrong usage', async () => {
  mkdirSync(join(checkout.folder, 'empty'));
  expect(await checkout.run(['registry', 'verify', 'empty'])).toMatchObject({
    code: 0,
    out: 'catalog: all in order\n',
  });
  expect(await checkout.run(['registry', 'verify', 'missing'])).toMatchObject({ code: 2 });
  expect(await checkout.run(['registry'])).toMatchObject({ code: 2, error: expect.stringContaining('verify') });
});
