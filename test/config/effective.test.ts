import { describe, expect, test } from 'vitest';
import { type EffectiveInput, effectivePolicy } from '../../src/config/effective.ts';
import { parseManifest, parsePolicy } from '../../src/config/files.ts';
import { readProject } from '../../src/config/project.ts';

function effective(policy: string, manifest = '', given: Partial<EffectiveInput> = {}) {
  const repository = { owner: 'acme', name: 'http-client' };
  const texts = new Map(manifest ? [['innersource.yml', manifest]] : []);
  const { project } = readProject(texts, repository);
  const parsed = parsePolicy('innkeeper.yml', `version: 1\n${policy}`);
  if (!parsed.value) throw new Error(parsed.problems.map(({ message }) => message).join());
  const own = manifest ? parseManifest('innersource.yml', manifest).value : null;
  return effectivePolicy({ policy: parsed.value, manifest: own, project, repository, today: '2026-11-21', ...given });
}

const rule = (policy: ReturnType<typeof effective>, id: string) => policy.rules.find((setting) => setting.rule === id);

describe('what a policy comes to', () => {
  test('levels follow the declared tier', () => {
    expect(rule(effective(''), 'contributing')?.level).toBe('off');
    expect(rule(effective('', 'version: 1\ntier: production\n'), 'contributing')?.level).toBe('error');
  });

  test('a later setting that holds wins, and keeps the options of the earlier', () => {
    const policy =
      'rules:\n  contributing:\n    - { level: warning, sections: [Build] }\n    - { level: error, where: { tier: production } }\n';
    expect(rule(effective(policy), 'contributing')).toMatchObject({
      level: 'warning',
      options: { sections: ['Build'] },
    });
    expect(rule(effective(policy, 'version: 1\ntier: production\n'), 'contributing')).toMatchObject({
      level: 'error',
      options: { sections: ['Build'] },
    });
  });

  test('a repository asks for more approvals than its organisation, never for fewer', () => {
    const organisation =
      'pull-requests: { rules: { approvals: { owners: 1, outside: 1, labels: { breaking: { owners: 2 } } } } }\n';
    const asks = (own: string) => {
      const found = effective(
        organisation,
        `version: 1\npolicy: { pull-requests: { rules: { approvals: ${own} } } }\n`,
      );
      return found.pullRequestRules.find((setting) => setting.rule === 'approvals');
    };
    expect(asks('{ owners: 2, earlier: ignore, labels: { risky: { outside: 2 } } }')).toMatchObject({
      level: 'error',
      options: {
        owners: 2,
        outside: 1,
        earlier: 'ignore',
        labels: { breaking: { owners: 2, outside: 0 }, risky: { owners: 0, outside: 2 } },
      },
    });
    expect(asks('{ level: off, owners: 0, outside: 0, labels: { breaking: { owners: 0 } } }')).toMatchObject({
      level: 'error',
      options: { owners: 1, outside: 1, earlier: 'count', labels: { breaking: { owners: 2, outside: 0 } } },
    });
  });

  test('a rule’s own mode wins over the organisation’s', () => {
    const found = effective('mode: warn\nrules: { readme: { level: error, mode: enforce } }\n');
    expect([rule(found, 'readme')?.mode, rule(found, 'license')?.mode]).toEqual(['enforce', 'warn']);
  });

  test('a repository may tighten, never loosen', () => {
    const manifest = 'version: 1\npolicy: { rules: { readme: off, changelog: error } }\n';
    const found = effective('rules: { readme: error }\n', manifest);
    expect([rule(found, 'readme')?.level, rule(found, 'changelog')?.level]).toEqual(['error', 'error']);
  });

  test('a waiver holds through its last day', () => {
    const waiver =
      'waivers:\n  - { rule: license, repository: "http-*", reason: later, owner: "@acme/platform", until: 2026-11-21 }\n';
    expect(effective(waiver).waivers).toHaveLength(1);
    expect(effective(waiver, '', { today: '2026-11-22' }).waivers).toEqual([]);
  });

  test.each([
    ['repositories: { include: ["lib-*"] }', false],
    ['repositories: { exclude: ["http-*"] }', false],
    ['repositories: { include: ["HTTP-*"] }', true],
  ])('%s', (policy, governed) => {
    expect(effective(`${policy}\n`).governed).toBe(governed);
  });
});

describe('what a repository says of itself', () => {
  test('is filled in from catalog-info.yaml, then from innersource.json', () => {
    const texts = new Map([
      ['innersource.yml', 'version: 1\ntier: research\n'],
      [
        'catalog-info.yaml',
        'metadata: { name: x, title: From catalogue }\nspec: { owner: "group:default/platform", lifecycle: production }\n',
      ],
      ['innersource.json', '{ "title": "From JSON", "motivation": "Because." }'],
    ]);
    expect(readProject(texts, { owner: 'acme', name: 'x' }).project).toMatchObject({
      title: 'From catalogue',
      description: 'Because.',
      tier: 'research',
      owners: ['@acme/platform'],
      source: 'innersource.yml',
    });
  });

  test('a broken manifest is told, and the rest still counts', () => {
    const texts = new Map([
      ['innersource.yml', 'version: 1\nteir: research\n'],
      ['innersource.json', '{ "title": "From JSON" }'],
    ]);
    const { project, problems } = readProject(texts, { owner: 'acme', name: 'x' });
    expect(problems.map(({ message }) => message)).toEqual(['Unknown key `teir`. Did you mean `tier`?']);
    expect(project.title).toBe('From JSON');
  });
});
