import { describe, expect, test } from 'vitest';
import type { ProjectFacts } from '../../src/domain/facts.ts';
import type { ResolvedOwner } from '../../src/domain/person.ts';
import type { Finding } from '../../src/domain/verdict.ts';
import { RULES } from '../../src/rules/index.ts';
import { factsOf, REPOSITORY } from '../support/repository.ts';

type Files = Readonly<Record<string, string>>;

function find(id: string, facts: ProjectFacts, options = {}, context = {}): Finding {
  const rule = RULES.find((each) => each.id === id);
  if (!rule) throw new Error(`There is no rule ${id}.`);
  const requires = { prototype: [], research: ['readme'], tooling: ['readme', 'license'], production: ['license'] };
  return rule.evaluate(facts, options, { findings: new Map(), requires, ...context });
}

const TEAM: ResolvedOwner = {
  owner: '@acme/platform',
  kind: 'team',
  exists: true,
  permission: 'write',
  members: ['alice', 'bob'],
};
const manifest = (more = '') => ({ 'innersource.yml': `version: 1\n${more}` });
const inherited = (files: Files) => ({ ...factsOf(files).files, repository: 'acme/.github' });

describe('documents', () => {
  test.each<[string, Files, Partial<ProjectFacts>, string, string]>([
    ['readme', { 'README.md': '# X' }, {}, 'pass', 'README.md is there.'],
    ['readme', { 'docs/readme.rst': 'X\n=' }, {}, 'pass', 'docs/readme.rst is there.'],
    ['readme', { 'README.md': ' \n' }, {}, 'fail', 'README.md is empty.'],
    ['readme', { 'src/README.md': '# X' }, {}, 'fail', 'There is no README.'],
    ['readme', {}, { inherited: inherited({ 'README.md': '# Ours' }) }, 'fail', 'There is no README.'],
    [
      'security-policy',
      {},
      { inherited: inherited({ 'SECURITY.md': 'Write us.' }) },
      'pass',
      'SECURITY.md of acme/.github is there.',
    ],
    [
      'security-policy',
      {},
      { inherited: inherited({ 'SECURITY.md': '' }) },
      'fail',
      'SECURITY.md of acme/.github is empty.',
    ],
    ['code-of-conduct', { 'CODE-OF-CONDUCT.txt': 'Be kind.' }, {}, 'pass', 'CODE-OF-CONDUCT.txt is there.'],
    ['changelog', { 'HISTORY.rst': 'First' }, {}, 'pass', 'HISTORY.rst is there.'],
    ['changelog', { 'src/changes.md': 'First' }, {}, 'fail', 'There is no changelog.'],
    [
      'issue-templates',
      { '.github/ISSUE_TEMPLATE/bug.yml': 'name: Bug' },
      {},
      'pass',
      '.github/ISSUE_TEMPLATE/bug.yml is there.',
    ],
    ['issue-templates', { '.github/ISSUE_TEMPLATE/config.yml': 'x: 1' }, {}, 'fail', 'There is no issue template.'],
    [
      'issue-templates',
      {},
      { inherited: inherited({ '.github/ISSUE_TEMPLATE/bug.md': 'Bug' }) },
      'pass',
      '.github/ISSUE_TEMPLATE/bug.md of acme/.github is there.',
    ],
    [
      'pull-request-template',
      { 'docs/PULL_REQUEST_TEMPLATE/fix.md': 'Why?' },
      {},
      'pass',
      'docs/PULL_REQUEST_TEMPLATE/fix.md is there.',
    ],
    ['pull-request-template', { 'pull_request_template.md': 'Why?' }, {}, 'pass', 'pull_request_template.md is there.'],
    ['continuous-integration', { '.gitlab-ci.yml': 'test: {}' }, {}, 'pass', '.gitlab-ci.yml is there.'],
    ['continuous-integration', { '.github/workflows/ci.yml': '' }, {}, 'fail', 'No continuous integration is set up.'],
  ])('%s of %j %#', (id, files, given, status, summary) => {
    expect(find(id, factsOf(files, given))).toMatchObject({ status, summary });
  });

  test('a section is found by either of its words, in any markup', () => {
    const files = { 'CONTRIBUTING.rst': 'Contributing\n============\n\nSetting up\n----------\n\n``# Review``\n' };
    const options = { sections: ['Build|Setting up', 'Review'] };
    expect(find('contributing', factsOf(files), options)).toMatchObject({
      status: 'fail',
      summary: 'CONTRIBUTING.rst lacks a section: Review.',
      fix: 'Add a heading "Review" to CONTRIBUTING.rst.',
    });
    expect(find('contributing', factsOf({ 'CONTRIBUTING.md': 'No headings.' }), options).found).toBe('No headings.');
  });

  test('documentation is a link, a folder, or a long README', () => {
    const status = (files: Files) => find('documentation', factsOf(files)).status;
    expect(status(manifest('documentation: https://docs.example\n'))).toBe('pass');
    expect(status({ 'docs/index.md': '# X' })).toBe('pass');
    expect(status({ 'README.md': 'x'.repeat(3000) })).toBe('pass');
    expect(find('documentation', factsOf({ 'README.md': 'x' }))).toMatchObject({
      status: 'fail',
      found: 'README.md with 1 bytes.',
    });
    expect(find('documentation', factsOf({})).summary).toBe('There is no documentation.');
  });
});

describe('the licence', () => {
  const judged = (license: string | null | undefined) =>
    find('license', factsOf({ LICENSE: 'Text' }, { license }), { allow: ['Apache-2.0', 'MIT'] });

  test('is one of those that are allowed, in any case', () => {
    expect(judged('mit')).toMatchObject({ status: 'pass', summary: 'Licensed under mit.' });
    expect(judged('GPL-3.0')).toMatchObject({ status: 'fail', found: 'GPL-3.0 in LICENSE.', path: 'LICENSE' });
    expect(judged('NOASSERTION').summary).toBe('The licence is none that GitHub knows.');
    expect(judged(null).found).toBe('An unknown licence in LICENSE.');
  });

  test('isn’t judged by its kind where nobody can know it', () => {
    expect(judged(undefined)).toMatchObject({ status: 'pass', summary: 'LICENSE is there.' });
  });
});

describe('owners', () => {
  const judged = (owners: readonly ResolvedOwner[] | undefined) =>
    find('owners', factsOf(manifest('owners: ["@acme/platform"]\n'), { owners }));

  test.each<[string, Partial<ResolvedOwner>, string, RegExp]>([
    ['enough people who may write', {}, 'pass', /^Owned by @acme\/platform: 2 people\.$/],
    ['one person', { members: ['alice'] }, 'fail', /^Too few people own the project: 1\.$/],
    ['a team that may only read', { permission: 'read' }, 'fail', /^Not every owner can look after the project/],
    ['a team that is gone', { exists: false }, 'fail', /^Not every owner can look after the project/],
  ])('%s', (_, given, status, summary) => {
    expect(judged([{ ...TEAM, ...given }])).toMatchObject({ status, summary: expect.stringMatching(summary) });
  });

  test('are taken at their word where GitHub can’t be asked, and asked for where nobody is named', () => {
    expect(judged(undefined)).toMatchObject({ status: 'pass', summary: 'Owned by @acme/platform.' });
    expect(find('owners', factsOf({}))).toMatchObject({ status: 'fail', summary: 'No owners are named.' });
  });
});

describe('what a project says of itself', () => {
  test.each<[string, string, string]>([
    ['support: { channel: "#x", response: 2 days }', 'pass', 'Ask in #x; answers within 2 days.'],
    ['support: { channel: "#x", response: Within 2 days }', 'pass', 'Ask in #x; answers within 2 days.'],
    ['support: { channel: "#x" }', 'fail', 'The project doesn’t say how soon to expect an answer.'],
    [
      'support: { channel: "#x", response: soon }',
      'fail',
      'The promise of an answer can’t be counted, so nobody is held to it.',
    ],
    ['', 'fail', 'The project doesn’t say where to ask and how soon to expect an answer.'],
  ])('support: %s', (text, status, summary) => {
    expect(find('support', factsOf(manifest(`${text}\n`)))).toMatchObject({ status, summary });
  });

  test('a promise that can’t be counted is shown in its line', () => {
    const facts = factsOf(manifest('owners: []\nsupport:\n  channel: "#x"\n  response: as soon as we can\n'));
    expect(find('support', facts)).toMatchObject({ path: 'innersource.yml', line: 5 });
  });

  test('a SUPPORT file stands in for the manifest, where the policy lets it', () => {
    const facts = factsOf({ 'SUPPORT.md': 'Ask us.' }, {});
    expect(find('support', facts)).toMatchObject({ status: 'pass', summary: 'SUPPORT.md says how to get help.' });
    expect(find('support', facts, { 'file-suffices': false }).status).toBe('fail');
    expect(find('support', factsOf(manifest('support: { channel: "#x" }\n')), { response: false }).summary).toBe(
      'Ask in #x.',
    );
  });

  test('the manifest can be read and says what is asked for', () => {
    expect(find('manifest', factsOf(manifest('teir: research\n')))).toMatchObject({
      status: 'fail',
      path: 'innersource.yml',
      line: 2,
      fix: expect.stringContaining('Did you mean `tier`?'),
    });
    expect(find('manifest', factsOf(manifest('tier: research\n')))).toMatchObject({
      summary: 'innersource.yml doesn’t say: type.',
      fix: 'Add `type:` to innersource.yml.',
    });
    expect(find('manifest', factsOf(manifest('tier: research\ntype: inner-source\n'))).status).toBe('pass');
    expect(find('manifest', factsOf({})).mendedBy).toContain('innersource.yml');
  });

  test('a description, by the manifest or by the repository', () => {
    const of = (description: string | null) =>
      find('description', factsOf({}, { repository: { ...REPOSITORY, description } }));
    expect(of('One client for all of us.').status).toBe('pass');
    expect(of('Client')).toMatchObject({ status: 'fail', found: '6 characters.' });
    expect(of(null).summary).toBe('There is no description.');
  });

  test('topics, enough of them and those that are required', () => {
    const of = (topics: string[], options = {}) =>
      find('topics', factsOf({}, { repository: { ...REPOSITORY, topics } }), options);
    expect(of(['http'])).toMatchObject({ status: 'pass', summary: 'Topics: http.' });
    expect(of([]).summary).toBe('There are too few topics.');
    expect(of(['http'], { require: ['imaging'] })).toMatchObject({
      summary: 'Topics are missing: imaging.',
      found: 'http.',
    });
  });

  test('a type that fits who may see it', () => {
    const of = (type: string, visibility: 'public' | 'private') =>
      find('visibility', factsOf(manifest(type), { repository: { ...REPOSITORY, visibility } }));
    expect(of('type: open-source\n', 'public').status).toBe('pass');
    expect(of('type: inner-source\n', 'private').summary).toBe('A project of type inner-source should not be private.');
    expect(of('', 'private').status).toBe('not-applicable');
  });
});

describe('releases and tiers', () => {
  const tagged = (...tags: string[]) => ({ versions: tags.map((tag) => ({ tag, prerelease: false })) });

  test('the newest release is a semantic version', () => {
    expect(find('releases', factsOf({}, tagged('v1.2.0', 'client@1.10.0', 'v1.9.0'))).summary).toBe(
      'The newest version is 1.10.0.',
    );
    expect(find('releases', factsOf({}, tagged('nightly')))).toMatchObject({ status: 'fail', found: 'Tags: nightly.' });
    expect(find('releases', factsOf({})).summary).toBe('There is no release.');
  });

  test('a tier is declared, earned, and stable where it says so', () => {
    const failing = new Map([['license', { status: 'fail', summary: 'No.' } as const]]);
    const tier = (name: string, given = {}, findings: ReadonlyMap<string, Finding> = new Map()) =>
      find('tier', factsOf(manifest(`tier: ${name}\n`), given), {}, { findings });
    expect(tier('production', tagged('v1.0.0')).status).toBe('pass');
    expect(tier('production', tagged('v0.9.0')).found).toBe('Missing: version 0.9.0 is below 1.0.0.');
    expect(tier('tooling', {}, failing)).toMatchObject({
      status: 'fail',
      fix: 'Mend license, or declare `tier: research`, which is earned.',
    });
    expect(find('tier', factsOf({})).summary).toBe('No maturity tier is declared.');
  });
});

test('whatever fails says what was expected and found, and how to mend it, in whole sentences', () => {
  const repositories = [
    factsOf({}),
    factsOf({ 'README.md': '', LICENSE: '', 'CONTRIBUTING.md': '' }),
    factsOf(manifest('tier: production\n')),
  ];
  for (const facts of repositories) {
    for (const { id } of RULES) {
      const { status, summary, expected, found, fix } = find(id, facts);
      expect(summary, id).toMatch(/[.?]$/);
      if (status === 'fail') for (const sentence of [expected, found, fix]) expect(sentence, id).toMatch(/[.?]$/);
    }
  }
});
