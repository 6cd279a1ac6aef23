import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { useCheckout } from '../support/checkout.ts';

const checkout = useCheckout();
const { write, run } = checkout;

describe('innkeeper check', () => {
  test('gives the project, a verdict a rule, and the counts', async () => {
    write('README.md', '# Client\n');
    write('innersource.yml', 'version: 1\ntype: inner-source\ntier: tooling\nowners: ["@acme/platform"]\n');
    const { code, out } = await run(['check', '--format', 'json']);
    const report = JSON.parse(out);
    expect(code).toBe(1);
    expect(report.project).toMatchObject({ tier: 'tooling', type: 'inner-source', owners: ['@acme/platform'] });
    expect(report.verdicts.find(({ rule }: { rule: string }) => rule === 'readme')).toMatchObject({
      status: 'pass',
      path: 'README.md',
    });
    const contributing = report.verdicts.find(({ rule }: { rule: string }) => rule === 'contributing');
    expect(contributing).toMatchObject({
      status: 'fail',
      level: 'error',
      fix: expect.stringContaining('Add CONTRIBUTING.md'),
    });
    expect(contributing).not.toHaveProperty('path');
    expect(report.summary.fail).toBe(
      report.verdicts.filter(({ status }: { status: string }) => status === 'fail').length,
    );
  });

  test('asks for the sections of the policy', async () => {
    write('policy.yml', 'version: 1\nrules: { contributing: { level: error, sections: [Build, Review] } }\n');
    write('CONTRIBUTING.rst', 'Contributing\n============\n\nBuild\n-----\n\nmake\n');
    const { out } = await run(['check', '--policy', 'policy.yml', '--format', 'json']);
    const found = JSON.parse(out).verdicts.find(({ rule }: { rule: string }) => rule === 'contributing');
    expect(found).toMatchObject({
      status: 'fail',
      summary: 'CONTRIBUTING.rst lacks a section: Review.',
      path: 'CONTRIBUTING.rst',
    });
  });

  test.each(['text', 'markdown', 'sarif'])('speaks %s', async (format) => {
    const { out } = await run(['check', '--format', format]);
    if (format === 'sarif')
      expect(JSON.parse(out).runs[0].results.map(({ ruleId }: { ruleId: string }) => ruleId)).toContain('readme');
    else expect(out).toMatch(/readme/i);
  });

  test('with a broken policy names its lines and exits 2', async () => {
    write('policy.yml', 'version: 1\nmodes: warn\n');
    const { code, error } = await run(['check', '--policy', 'policy.yml']);
    expect(code).toBe(2);
    expect(error).toContain('policy.yml:2:1: Unknown key `modes`. Did you mean `mode`?');
  });
});

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
