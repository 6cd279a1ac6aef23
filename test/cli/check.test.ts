import { describe, expect, test } from 'vitest';
import { useCheckout } from '../support/checkout.ts';

const { write, run } = useCheckout();

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

  test('speaks text to a person, what fails first', async () => {
    const { out } = await run(['check']);
    expect(out.split('\n')[2]).toMatch(/^warning {2}readme +There is no README\.$/);
    expect(out).toContain('         fix:      Add README.md that says what the project does');
  });

  test('speaks Markdown to a job’s summary, whatever the project is called', async () => {
    write('innersource.yml', 'version: 1\ntitle: "<b>@acme/everyone</b>"\n');
    const { out } = await run(['check', '--format', 'markdown']);
    expect(out).toMatch(/^### InnerSource check of &lt;b&gt;@\u2060acme\/everyone/);
    expect(out).toContain('- [ ] **README** (recommended): There is no README.');
  });

  test('speaks SARIF to a code scanner: each result of a known rule, at a place in the checkout', async () => {
    write('README.md', '# Client\n');
    write('docs/a b/.gitkeep', '');
    write('innersource.yml', 'version: 1\n\ntier: reserch\n');
    const { out, code } = await run(['check', '--format', 'sarif']);
    const { $schema, version, runs } = JSON.parse(out);
    expect([$schema, version, runs.length, code]).toEqual([
      'https://json.schemastore.org/sarif-2.1.0.json',
      '2.1.0',
      1,
      0,
    ]);
    const [{ tool, results }] = runs;
    const ids = tool.driver.rules.map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { ruleId, ruleIndex, level, message, locations } of results) {
      expect(ids[ruleIndex]).toBe(ruleId);
      expect(['error', 'warning', 'note']).toContain(level);
      expect(message.text).toMatch(/\S[.?]$/);
      const [{ physicalLocation }] = locations;
      expect(physicalLocation.artifactLocation.uri).toMatch(/^[\w.%/-]+$/);
      expect(physicalLocation.region.startLine).toBeGreaterThanOrEqual(1);
    }
    const manifest = results.find(({ ruleId }: { ruleId: string }) => ruleId === 'manifest');
    expect(manifest.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'innersource.yml', uriBaseId: '%SRCROOT%' },
      region: { startLine: 3 },
    });
  });

  test('passes on this very project', async () => {
    const { code, out } = await run(['check', process.cwd(), '--format', 'json']);
    expect(JSON.parse(out).verdicts.filter(({ status }: { status: string }) => status === 'fail')).toEqual([]);
    expect(code).toBe(0);
  });

  test('of a folder that isn’t there exits 2', async () => {
    expect(await run(['check', 'gone'])).toMatchObject({
      code: 2,
      error: expect.stringContaining('There is no folder'),
    });
  });

  test('with a broken policy names its lines and exits 2', async () => {
    write('policy.yml', 'version: 1\nmodes: warn\n');
    const { code, error } = await run(['check', '--policy', 'policy.yml']);
    expect(code).toBe(2);
    expect(error).toContain('policy.yml:2:1: Unknown key `modes`. Did you mean `mode`?');
  });
});
