import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { useCheckout } from '../support/checkout.ts';

const checkout = useCheckout();
const { write, run } = checkout;

describe('innkeeper validate', () => {
  test('lists every problem with its place', async () => {
    write('innersource.yml', 'version: 1\ntier: productoin\n');
    const { code, out } = await run(['validate', '--format', 'json']);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual([
      { file: 'innersource.yml', line: 2, column: 7, message: expect.stringContaining('Did you mean `production`?') },
    ]);
  });

  test('is content with what is in order, and has nothing to say of nothing', async () => {
    expect((await run(['validate'])).code).toBe(2);
    write('innkeeper.yml', 'version: 1\n');
    expect(await run(['validate'])).toMatchObject({ code: 0, out: 'innkeeper.yml: in order\n' });
  });
});

describe('innkeeper validate', () => {
  test('of what isn’t there, or is a folder, says so and exits 2', async () => {
    mkdirSync(join(checkout.folder, 'docs'));
    const gone = await run(['validate', 'innkeeper.yml', '--format', 'json']);
    expect(gone).toMatchObject({ code: 2, out: '' });
    expect(gone.error).toContain(`There is no file ${join(checkout.folder, 'innkeeper.yml')}.`);
    expect(await run(['validate', 'docs'])).toMatchObject({ code: 2, error: expect.stringContaining('is a folder') });
  });
});

describe('innkeeper', () => {
  test.each([
    [['--help'], 0],
    [['check', '--help'], 0],
    [['cheque'], 2],
    [['check', '--fromat', 'json'], 2],
    [['check', '--format', 'xml'], 2],
  ])('%j exits %i', async (args, code) => {
    expect((await run(args)).code).toBe(code);
  });
});

describe('innkeeper register', () => {
  test('writes a tagged version once, and refuses one that its file contradicts', async () => {
    write('package.json', '{ "name": "client", "version": "1.0.0", "license": "MIT" }\n');
    write(
      'innersource.yml',
      'version: 1\nname: client\ntype: inner-source\ntier: research\nowners: ["@acme/platform"]\n',
    );
    write('LICENSE', 'MIT License\n');
    mkdirSync(join(checkout.folder, 'registry'));
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.example', ...args], {
        cwd: checkout.folder,
        encoding: 'utf8',
      });
    git('init', '-q');
    git('add', 'package.json', 'innersource.yml', 'LICENSE');
    git('commit', '-qm', 'First');
    git('tag', 'v1.0.0');
    git('tag', 'v1.1.0');
    const register = (tag: string) => run(['register', '--tag', tag, '--registry', 'registry', '--format', 'json']);
    expect(JSON.parse((await register('v1.0.0')).out).registered).toEqual([
      { name: 'client', version: '1.0.0', files: ['packages/client.json'] },
    ]);
    const entry = JSON.parse(readFileSync(join(checkout.folder, 'registry/packages/client.json'), 'utf8'));
    expect(entry.versions).toMatchObject([{ version: '1.0.0', tree: git('rev-parse', 'HEAD^{tree}').trim() }]);
    expect(JSON.parse((await register('v1.0.0')).out).registered).toMatchObject([{ files: [] }]);
    const refused = await register('v1.1.0');
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.out).refused).toMatchObject([{ rule: 'version-mismatch', version: '1.1.0' }]);
  });
});
