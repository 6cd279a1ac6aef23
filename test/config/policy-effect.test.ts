import { describe, expect, test } from 'vitest';
import { effectivePolicy } from '../../src/config/effective.ts';
import { parseManifest, parsePolicy } from '../../src/config/files.ts';
import { policyEffect } from '../../src/config/policy-effect.ts';
import type { ProjectFacts } from '../../src/domain/facts.ts';
import type { ProjectSnapshot } from '../../src/domain/snapshot.ts';
import { evaluate } from '../../src/rules/evaluate.ts';
import { factsOf, REPOSITORY } from '../support/repository.ts';

const TODAY = '2026-11-21';

function policyOf(text: string) {
  const { value, problems } = parsePolicy('innkeeper.yml', `version: 1\n${text}`);
  if (!value) throw new Error(problems.map(({ message }) => message).join(' '));
  return value;
}

/** What is remembered of a project that was judged by a policy. */
function seen(name: string, files: Readonly<Record<string, string>>, policyText: string): ProjectSnapshot {
  const repository = { ...REPOSITORY, name };
  const facts: ProjectFacts = factsOf({ 'innersource.yml': 'version: 1\ntier: research\n', ...files }, { repository });
  const manifest = parseManifest('innersource.yml', facts.files.texts.get('innersource.yml') ?? '').value;
  const policy = effectivePolicy({
    policy: policyOf(policyText),
    manifest,
    project: facts.project,
    repository,
    today: TODAY,
  });
  const verdicts = policy.governed ? evaluate({ facts, policy }) : [];
  return { repository, project: facts.project, verdicts, version: null, commit: null, checkedAt: `${TODAY}T08:00:00Z` };
}

const DOCUMENTED = { 'CONTRIBUTING.md': '# Contributing\n' };

/** The effect on two projects, one with a CONTRIBUTING file and one without, for one rule. */
function effectOn(rule: string, before: string | null, after: string | null, files = {}) {
  const judgedBy = before ?? 'mode: off\n';
  const snapshots = [seen('with', DOCUMENTED, judgedBy), seen('without', files, judgedBy)];
  const effect = policyEffect({
    before: before === null ? null : policyOf(before),
    after: after === null ? null : policyOf(after),
    snapshots,
    today: TODAY,
  });
  const { rule: _, ...moves } = effect.rules.find((each) => each.rule === rule) ?? { rule };
  return Object.fromEntries(Object.entries(moves).filter(([, projects]) => (projects as string[]).length > 0));
}

const ENFORCED = 'mode: enforce\nrules: { contributing: error }\n';
const WARNED = 'mode: enforce\nrules: { contributing: warning }\n';

describe('a change of the policy', () => {
  test.each([
    ['a level that rises', WARNED, ENFORCED, { fails: ['acme/without'] }],
    ['a level that falls', ENFORCED, WARNED, { eased: ['acme/without'] }],
    [
      'a rule that is switched off',
      ENFORCED,
      'mode: enforce\nrules: { contributing: off }\n',
      { eased: ['acme/without'] },
    ],
    [
      'a rule that is switched on',
      'mode: enforce\nrules: { contributing: off }\n',
      ENFORCED,
      { open: ['acme/with', 'acme/without'] },
    ],
    ['the mode that begins to write', 'mode: report\n', 'mode: warn\n', { told: ['acme/without'] }],
    ['the mode that only reports', 'mode: warn\n', 'mode: report\n', { eased: ['acme/without'] }],
    [
      'sections that are asked for',
      ENFORCED,
      'mode: enforce\nrules: { contributing: { level: error, sections: [Review] } }\n',
      { open: ['acme/with', 'acme/without'] },
    ],
    [
      'a waiver',
      ENFORCED,
      `${ENFORCED}waivers: [{ rule: contributing, repository: "*", reason: r, owner: "@acme/x", until: 2027-01-01 }]\n`,
      { eased: ['acme/without'] },
    ],
    [
      'a waiver that ends',
      `${ENFORCED}waivers: [{ rule: contributing, repository: "*", reason: r, owner: "@acme/x", until: 2027-01-01 }]\n`,
      ENFORCED,
      { fails: ['acme/without'] },
    ],
    [
      'a repository left out',
      ENFORCED,
      `${ENFORCED}repositories: { exclude: [without] }\n`,
      { eased: ['acme/without'] },
    ],
    [
      'a repository taken in',
      `${ENFORCED}repositories: { exclude: [without] }\n`,
      ENFORCED,
      { open: ['acme/without'] },
    ],
    ['the policy’s removal', ENFORCED, null, { eased: ['acme/without'] }],
    ['another word for the same', ENFORCED, 'mode: enforce\nrules: { contributing: { level: error } }\n', {}],
  ])('%s', (_, before, after, expected) => {
    expect(effectOn('contributing', before, after)).toEqual(expected);
  });

  test('leaves what a project asks of itself beyond the policy', () => {
    const strict = {
      'innersource.yml': 'version: 1\ntier: research\npolicy: { rules: { contributing: error } }\n',
    };
    expect(effectOn('contributing', WARNED, ENFORCED, strict)).toEqual({});
    const lower = 'mode: enforce\nrules: { contributing: info }\n';
    expect(effectOn('contributing', WARNED, lower, strict)).toEqual({});
  });

  test('of what a tier requires makes the tier an open question', () => {
    const after = `${ENFORCED}tiers: { research: { requires: [contributing] } }\n`;
    expect(effectOn('tier', ENFORCED, after)).toEqual({ open: ['acme/with', 'acme/without'] });
  });

  test('names the keys that change, and says nothing of what doesn’t move', () => {
    const effect = policyEffect({
      before: policyOf(ENFORCED),
      after: policyOf(`${ENFORCED}reviewers: { cap: 2 }\n`),
      snapshots: [seen('with', DOCUMENTED, ENFORCED)],
      today: TODAY,
    });
    expect(effect).toEqual({ projects: 1, changed: ['reviewers'], rules: [] });
  });
});
