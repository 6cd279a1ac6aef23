import nock from 'nock';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createClient } from '../../src/github/client.ts';
import { readOwners } from '../../src/github/read-people.ts';
import { readWorkloads } from '../../src/github/read-workloads.ts';

const repository = { owner: 'acme', name: 'core' };

const HOST = 'https://api.github.com';
const client = createClient({ token: 'x' }, { baseUrl: HOST, now: () => new Date('2026-11-21T08:00:00Z') });

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());

/** GitHub answers each query from the list in turn. @returns the queries it was asked */
function answering(answers: readonly object[]): string[] {
  const queries: string[] = [];
  for (const data of answers) {
    nock(HOST)
      .post('/graphql', ({ query }: { query: string }) => queries.push(query) > 0)
      .reply(200, { data });
  }
  return queries;
}

const nodes = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({ login: `${prefix}${index}` }));
const page = (members: readonly object[], endCursor: string | null) => ({
  nodes: members,
  pageInfo: { hasNextPage: endCursor !== null, endCursor },
});

describe('owners', () => {
  test('of a team of more than a hundred are all read', async () => {
    const team = {
      members: page(nodes('a', 100), 'x'),
      reviewRequestDelegationEnabled: true,
      repositories: { edges: [{ permission: 'MAINTAIN', node: { name: 'core' } }] },
    };
    const queries = answering([
      { organization: { team0: team }, repository: null },
      { organization: { team: { members: page(nodes('b', 100), 'y') } } },
      { organization: { team: { members: page(nodes('c', 7), null) } } },
    ]);
    const [owner] = await readOwners(client, repository, ['@acme/large']);
    expect(owner).toMatchObject({ exists: true, permission: 'maintain', assigns: true });
    expect(new Set(owner?.members).size).toBe(207);
    expect(queries).toHaveLength(3);
  });

  test('are asked for fifty at a time, and e-mail addresses not at all', async () => {
    const people = Array.from({ length: 60 }, (_, index) => `@person-${index}`);
    const queries = answering([{ repository: {} }, { repository: {} }]);
    const owners = await readOwners(client, repository, [...people, 'ops@acme.example']);
    expect(owners.map(({ owner }) => owner)).toEqual([...people, 'ops@acme.example']);
    expect(owners.filter(({ exists }) => exists).map(({ owner }) => owner)).toEqual(['ops@acme.example']);
    expect(queries).toHaveLength(2);
  });
});

test('loads and commits come by one question, and count people’s own requests alone', async () => {
  const commit = (login: string | null) => ({ author: { user: login === null ? null : { login } } });
  const queries = answering([
    {
      load0: { issueCount: 3 },
      user0: { status: { indicatesLimitedAvailability: true } },
      load1: { issueCount: 0 },
      user1: null,
      history: { object: { oid: 'a', file0: { nodes: [commit('Bob'), commit('bob'), commit(null)] } } },
    },
  ]);
  const history = { repository, commit: 'a', paths: ['src/a.js'], since: '2026-01-01T00:00:00Z' };
  const found = await readWorkloads(client, { organization: 'acme', logins: ['alice', 'bob'], history });
  expect(found.workloads).toEqual([
    { login: 'alice', openRequests: 3, busy: true },
    { login: 'bob', openRequests: 0, busy: false },
  ]);
  expect([...found.commits]).toEqual([['bob', 2]]);
  expect(queries).toHaveLength(1);
  expect(queries[0]).toContain('user-review-requested:alice');
});
