import { generateKeyPairSync } from 'node:crypto';
import nock from 'nock';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Action } from '../../src/domain/action.ts';
import { RetryableError } from '../../src/domain/retryable-error.ts';
import { applyActions } from '../../src/github/apply.ts';
import { createClient } from '../../src/github/client.ts';
import { ConflictError, GitHubRefusal, InstallationGone } from '../../src/github/errors.ts';

const HOST = 'https://api.github.com';
const NOW = new Date('2026-11-21T08:00:00Z');
const client = createClient({ token: 'x' }, { baseUrl: HOST, now: () => NOW });
const repository = { owner: 'acme', name: 'http-client' };

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());

describe('what GitHub answers', () => {
  test('404 is nothing found', async () => {
    nock(HOST).get('/repos/acme/gone').reply(404, { message: 'Not Found' });
    expect(await client.find('GET /repos/acme/gone')).toBeNull();
  });

  test.each([500, 502, 503])('%i is worth another try', async (status) => {
    nock(HOST).get('/user').reply(status);
    await expect(client.rest('GET /user')).rejects.toBeInstanceOf(RetryableError);
  });

  test('a limit is waited for as long as GitHub says', async () => {
    nock(HOST).get('/user').reply(403, { message: 'secondary rate limit' }, { 'retry-after': '30' });
    await expect(client.rest('GET /user')).rejects.toMatchObject({
      name: 'RetryableError',
      retryAt: new Date('2026-11-21T08:00:30Z'),
    });
  });

  test('a limit’s end is told by GitHub’s clock, which may be minutes from ours', async () => {
    const theirs = new Date(NOW.getTime() + 5 * 60_000);
    nock(HOST)
      .get('/user')
      .reply(
        403,
        { message: 'API rate limit exceeded' },
        {
          date: theirs.toUTCString(),
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': String(theirs.getTime() / 1000 + 90),
        },
      );
    await expect(client.rest('GET /user')).rejects.toMatchObject({ retryAt: new Date(NOW.getTime() + 90_000) });
  });

  test('a broken connection is worth another try', async () => {
    nock(HOST).get('/user').replyWithError(new Error('reset'));
    await expect(client.rest('GET /user')).rejects.toBeInstanceOf(RetryableError);
  });

  test('a refusal is one', async () => {
    nock(HOST).get('/user').reply(422, { message: 'no' });
    await expect(client.rest('GET /user')).rejects.toMatchObject({ name: 'GitHubRefusal', status: 422 });
  });

  test('of GraphQL keeps what was found beside what was not', async () => {
    nock(HOST)
      .post('/graphql')
      .reply(200, { data: { repository: null }, errors: [{ type: 'NOT_FOUND', message: 'gone' }] });
    expect(await client.graphql('{ x }')).toEqual({ repository: null });
    nock(HOST)
      .post('/graphql')
      .reply(200, { data: null, errors: [{ type: 'FORBIDDEN', message: 'no' }] });
    await expect(client.graphql('{ x }')).rejects.toBeInstanceOf(GitHubRefusal);
  });

  test.each([
    [404, 'Not Found', InstallationGone],
    [403, 'This installation has been suspended', InstallationGone],
    [401, 'A JSON web token could not be decoded', RetryableError],
  ])('%i to the request for a token is never taken for what the request was about', async (status, message, kind) => {
    nock(HOST).post('/app/installations/7/access_tokens').reply(status, { message });
    const privateKey = generateKeyPairSync('rsa', { modulusLength: 2048 })
      .privateKey.export({ type: 'pkcs8', format: 'pem' })
      .toString();
    const installed = createClient({ appId: 1, privateKey, installationId: 7 }, { baseUrl: HOST, now: () => NOW });
    await expect(installed.find('GET /repos/acme/http-client')).rejects.toBeInstanceOf(kind);
  });

  test('an Enterprise Server has GraphQL beside its REST', async () => {
    nock('http://ghe.example')
      .post('/api/graphql')
      .reply(200, { data: { ok: true } });
    const enterprise = createClient({ token: 'x' }, { baseUrl: 'http://ghe.example/api/v3', now: () => NOW });
    expect(await enterprise.graphql('{ ok }')).toEqual({ ok: true });
  });
});

describe('a plan is carried out', () => {
  test('and one reviewer whom GitHub refuses doesn’t cost the others', async () => {
    const route = '/repos/acme/http-client/pulls/1/requested_reviewers';
    const asks = (names: string) => (body: { reviewers: string[] }) => body.reviewers.join() === names;
    nock(HOST).post(route, asks('alice,gone,bob')).reply(422, { message: 'not a collaborator' });
    nock(HOST).post(route, asks('alice')).reply(201, {});
    nock(HOST).post(route, asks('gone')).reply(422, { message: 'not a collaborator' });
    nock(HOST).post(route, asks('bob')).reply(201, {});
    const action: Action = {
      kind: 'request-review',
      repository,
      number: 1,
      users: ['alice', 'gone', 'bob'],
      teams: [],
    };
    const [applied] = await applyActions(client, [action], () => undefined);
    expect(nock.pendingMocks()).toEqual([]);
    expect(applied?.note).toBe("GitHub didn't take gone as reviewer");
  });

  test('and a check with many annotations is finished by the last of them, not before', async () => {
    type Body = { status: string; conclusion?: string; external_id?: string; output: { annotations: unknown[] } };
    const sent = new Set<string>();
    const keep = (body: unknown) => {
      const { status, conclusion, external_id: id, output } = body as Body;
      return sent.add(JSON.stringify({ count: output.annotations.length, status, conclusion, id })).size > 0;
    };
    nock(HOST).post('/repos/acme/http-client/check-runs', keep).reply(201, { id: 9 });
    nock(HOST).patch('/repos/acme/http-client/check-runs/9', keep).times(2).reply(200, {});
    const annotations = Array.from(
      { length: 120 },
      (_, index) => ({ path: 'a', line: index + 1, level: 'notice', title: 't', message: 'm' }) as const,
    );
    const action: Action = {
      kind: 'check',
      repository,
      sha: 'c',
      name: 'Innkeeper',
      title: 't',
      summary: 's',
      externalId: 'e',
      annotations,
      status: 'completed',
      conclusion: 'success',
    };
    await applyActions(client, [action], () => undefined);
    expect(nock.pendingMocks()).toEqual([]);
    expect([...sent].map((body) => JSON.parse(body))).toEqual([
      { count: 50, status: 'in_progress' },
      { count: 20, status: 'completed', conclusion: 'success', id: 'e' },
    ]);
  });

  test('on a branch that has moved on is decided anew', async () => {
    nock(HOST)
      .post('/graphql')
      .reply(200, { data: null, errors: [{ type: 'STALE_DATA', message: 'moved' }] });
    const action: Action = {
      kind: 'commit',
      repository,
      branch: 'main',
      head: 'a',
      message: 'm',
      changes: [{ path: 'x', content: 'y' }],
    };
    await expect(applyActions(client, [action], () => undefined)).rejects.toBeInstanceOf(ConflictError);
  });

  test.each([
    { branch: 'is new', made: 201 },
    { branch: 'was left by an attempt that was cut', made: 422 },
  ])('by pull request with its commit, on a branch that $branch', async ({ made }) => {
    const repo = '/repos/acme/http-client';
    nock(HOST).post(`${repo}/git/refs`, { ref: 'refs/heads/bot', sha: 'a' }).reply(made, { message: 'exists' });
    if (made === 201) {
      nock(HOST)
        .post('/graphql')
        .reply(200, { data: { createCommitOnBranch: { commit: { oid: 'b' } } } });
    } else {
      const tree = [{ path: 'x', mode: '100644', type: 'blob', content: 'y' }];
      nock(HOST)
        .get(`${repo}/git/commits/a`)
        .reply(200, { tree: { sha: 't' } });
      nock(HOST).post(`${repo}/git/trees`, { base_tree: 't', tree }).reply(201, { sha: 'u' });
      nock(HOST)
        .post(`${repo}/git/commits`, { message: 'm', tree: 'u', parents: ['a'] })
        .reply(201, { sha: 'b' });
      nock(HOST).patch(`${repo}/git/refs/heads%2Fbot`, { sha: 'b', force: true }).reply(200, {});
    }
    nock(HOST)
      .post(`${repo}/pulls`, { title: 't', body: 'b', head: 'bot', base: 'main' })
      .reply(201, { html_url: 'https://git.example/1' });
    const action: Action = {
      kind: 'pull-request',
      repository,
      base: 'main',
      head: 'a',
      branch: 'bot',
      title: 't',
      body: 'b',
      message: 'm',
      changes: [{ path: 'x', content: 'y' }],
    };
    const [applied] = await applyActions(client, [action], () => undefined);
    expect(nock.pendingMocks()).toEqual([]);
    expect(applied?.note).toBe('https://git.example/1');
  });

  test('and a limit without its end is waited for a minute', async () => {
    nock(HOST).get('/user').reply(403, { message: 'API rate limit exceeded' }, { 'x-ratelimit-remaining': '0' });
    await expect(client.rest('GET /user')).rejects.toMatchObject({ retryAt: new Date('2026-11-21T08:01:00Z') });
  });
});
