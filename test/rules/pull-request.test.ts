import { describe, expect, test } from 'vitest';
import type { ResolvedOwner } from '../../src/domain/person.ts';
import type { ChangedFile, PullRequest } from '../../src/domain/pull-request.ts';
import { PULL_REQUEST_RULES } from '../../src/rules/pull-request/index.ts';
import { factsOf, REPOSITORY } from '../support/repository.ts';

const PULL_REQUEST: PullRequest = {
  repository: REPOSITORY,
  number: 1,
  title: 'fix(api): spread the retries',
  body: 'The archive is not asked by all of us at once.',
  author: { login: 'dmitri', kind: 'member' },
  draft: false,
  open: true,
  base: { branch: 'main', sha: 'a' },
  head: { branch: 'jitter', sha: 'b', fork: false },
  files: [],
  filesTruncated: false,
  labels: [],
  requested: { users: [], teams: [] },
  reviews: [],
};

const file = (path: string, status: ChangedFile['status'] = 'modified', additions = 1): ChangedFile => ({
  path,
  status,
  additions,
  deletions: 0,
});

function find(id: string, given: Partial<PullRequest>, options = {}, owners: readonly ResolvedOwner[] = []) {
  const rule = PULL_REQUEST_RULES.find((each) => each.id === id);
  if (!rule) throw new Error(`There is no rule ${id}.`);
  const pullRequest = { ...PULL_REQUEST, ...given };
  return rule.evaluate({ pullRequest, project: factsOf({}).project, owners, trusted: [], override: null }, options);
}

describe('a pull request', () => {
  test.each([
    [1, '1 approval of @acme/a'],
    [3, '1 approval of @acme/a or @acme/b or @acme/c'],
    [26, '1 approval of @acme/a or @acme/b or 24 other owners'],
  ])('of %i owners says in a title’s length whom it waits for', (count, waitsFor) => {
    const owners = Array.from({ length: count }, (_, index): ResolvedOwner => {
      const owner = `@acme/${String.fromCharCode(97 + index)}`;
      return { owner, kind: 'team', exists: true, permission: 'write', members: [`lead-${index}`] };
    });
    expect(find('approvals', {}, { owners: 1, outside: 0, labels: {}, earlier: 'count' }, owners)).toMatchObject({
      status: 'pending',
      waitsFor,
    });
  });

  test.each([
    ['', 'There is no description.'],
    ['## What\n\n- [ ] \n<!-- Say why, in a sentence or two. -->\n', 'There is no description.'],
    ['Fixes it.', 'The description is too short to help a reviewer.'],
    [PULL_REQUEST.body, 'The description says what changes and why.'],
  ])('described as %j', (body, summary) => {
    expect(find('pull-request-description', { body }).summary).toBe(summary);
  });

  test.each([
    ['Spread the retries', false, [], 'pass'],
    ['Retries', false, [], 'fail'],
    ['WIP spread the retries', false, [], 'fail'],
    ['WIP spread the retries', true, [], 'pass'],
    ['fix(api)!: spread the retries', false, ['fix:'], 'pass'],
    ['fix(api): spread the retries', false, ['feat:', 'fix:'], 'pass'],
    ['feat: spread the retries', false, ['fix:'], 'fail'],
  ])('titled %j, draft %s, with prefixes %j: %s', (title, draft, prefixes, status) => {
    expect(find('pull-request-title', { title, draft }, { prefixes }).status).toBe(status);
  });

  test('is as large as its lines and files, or as GitHub can’t tell', () => {
    expect(find('pull-request-size', { files: [file('a')] })).toMatchObject({
      status: 'pass',
      summary: '1 file, 1 line.',
    });
    expect(find('pull-request-size', { files: [file('a', 'added', 1001)] }).summary).toContain('1001 lines');
    expect(find('pull-request-size', { files: [file('a'), file('b')] }, { files: 1 }).status).toBe('fail');
    expect(find('pull-request-size', { files: [file('a')], filesTruncated: true }).found).toContain('1 or more file');
  });

  test('keeps its documents, or puts others in their place', () => {
    const removed = file('CONTRIBUTING.md', 'removed');
    expect(find('keeps-documents', { files: [removed] })).toMatchObject({ status: 'fail', path: 'CONTRIBUTING.md' });
    expect(find('keeps-documents', { files: [removed, file('docs/contributing.rst', 'added')] }).status).toBe('pass');
    expect(find('keeps-documents', { files: [file('src/a.ts', 'removed')] }).status).toBe('pass');
  });

  test.each([
    [['README.md', 'test/a.ts', '.gitignore'], 'not-applicable'],
    [['src/a.ts'], 'fail'],
    [['src/a.ts', 'CHANGELOG.md'], 'pass'],
    [['src/a.ts', '.changeset/brave-cats.md'], 'pass'],
  ])('that changes %j has a changelog entry: %s', (paths, status) => {
    expect(find('changelog-entry', { files: paths.map((path) => file(path)) }).status).toBe(status);
  });

  test('that governs itself is told by what it is judged', () => {
    expect(find('judged-by-base', { files: [file('.github/CODEOWNERS'), file('innersource.yml')] }).summary).toBe(
      '.github/CODEOWNERS, innersource.yml as it stands on main decides here; the change counts once it is merged.',
    );
    expect(find('judged-by-base', { files: [file('src/CODEOWNERS.ts')] }).status).toBe('not-applicable');
  });
});
