import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { GITHUB_LIMITS, type LimitSizes } from '../../src/sandbox/limits.ts';
import { type SmallWorld, startSmallWorld } from '../support/small-world.ts';

let now = new Date('2026-03-02T09:00:00Z');
const pass = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};

let world: SmallWorld;
const start = async (sizes: Partial<LimitSizes> | null) => {
  world = await startSmallWorld({ now: () => now, ...(sizes ? { limits: { ...GITHUB_LIMITS, ...sizes } } : {}) });
};
beforeEach(() => {
  now = new Date('2026-03-02T09:00:00Z');
});
afterEach(() => world.close());

const comment = () => world.post('/repos/acme/tools/issues', { title: 'One more' });
const graphql = (query: string) => world.call({ method: 'POST', path: `${world.url}/api/graphql`, body: { query } });
const statuses = async (count: number, send: () => Promise<{ status: number }>) => {
  const all: number[] = [];
  for (let sent = 0; sent < count; sent++) all.push((await send()).status);
  return all;
};

describe('limits', () => {
  test('are none unless asked for, and the hour’s requests are counted all the same', async () => {
    await start(null);
    expect(new Set(await statuses(90, comment))).toEqual(new Set([201]));
    const { headers } = await world.get('/user');
    expect(headers.get('x-ratelimit-limit')).toBe('5000');
    expect(headers.get('x-ratelimit-used')).toBe('91');
    expect(headers.get('x-ratelimit-remaining')).toBe('4909');
    expect(headers.get('x-ratelimit-reset')).toBe(String(now.getTime() / 1000 + 3600));
  });

  test('let through 80 content-creating writes a minute, and the next once a minute has passed', async () => {
    await start({});
    expect(new Set(await statuses(80, comment))).toEqual(new Set([201]));
    pass(20);
    const refused = await comment();
    expect(refused.status).toBe(403);
    expect(refused.headers.get('retry-after')).toBe('40');
    expect(refused.json.message).toMatch(/exceeded a secondary rate limit and have been temporarily blocked/);
    expect(refused.json.documentation_url).toMatch(/rate-limits-for-the-rest-api$/);
    expect(world.world.repository('acme', 'tools').issues.size).toBe(80);
    expect(world.requests.all.at(-1)).toMatchObject({ status: 403, limit: 'content', notifying: false });
    expect(world.requests.secondaryLimited()).toHaveLength(1);
    expect((await world.get('/user')).status).toBe(200);
    expect((await world.post('/repos/acme/tools/issues', { title: 'Another’s' }, 'bob')).status).toBe(201);
    pass(40);
    expect((await comment()).status).toBe(201);
  });

  test('let through 500 content-creating writes an hour', async () => {
    await start({ contentPerHour: 6 });
    expect(await statuses(6, comment)).toEqual([201, 201, 201, 201, 201, 201]);
    pass(600);
    const refused = await comment();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([403, '3000']);
    pass(3000);
    expect((await comment()).status).toBe(201);
  });

  test('count a read as one point, a write as five, and GraphQL apart', async () => {
    await start({ restPointsPerMinute: 12, graphqlPointsPerMinute: 7 });
    expect(await statuses(2, comment)).toEqual([201, 201]);
    expect(await statuses(3, () => world.get('/user'))).toEqual([200, 200, 429]);
    expect(world.requests.all.at(-1)).toMatchObject({ status: 429, limit: 'points' });
    expect(await statuses(3, () => graphql('{ viewer { login } }'))).toEqual([200, 200, 200]);
    const mutation = `mutation { createCommitOnBranch(input: { branch: { repositoryNameWithOwner: "acme/tools", branchName: "main" },
      expectedHeadOid: "0000000000000000000000000000000000000000", message: { headline: "x" } }) { commit { oid } } }`;
    expect((await graphql(mutation)).status).toBe(429);
    pass(60);
    expect((await graphql(mutation)).json.errors).toMatchObject([{ type: 'STALE_DATA' }]);
  });

  test('refuse the request past those that run at once', async () => {
    await start({ concurrent: 3 });
    world.faults.latencyMs = 200;
    const answers = await Promise.all(Array.from({ length: 5 }, () => world.get('/user')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 429, 429]);
    expect((await world.get('/user')).status).toBe(200);
  });

  test('end with the hourly quota, which REST tells by 403 and GraphQL in its errors', async () => {
    await start({ requestsPerHour: 2 });
    await statuses(2, () => world.get('/user'));
    const refused = await world.get('/user');
    expect(refused.status).toBe(403);
    expect(refused.headers.get('retry-after')).toBeNull();
    expect(refused.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(refused.json.message).toBe(`API rate limit exceeded for user ID ${world.world.person('alice').id}.`);
    expect(world.requests.secondaryLimited()).toEqual([]);
    await statuses(2, () => graphql('{ viewer { login } }'));
    const partial = await graphql('{ viewer { login } }');
    expect(partial).toMatchObject({ status: 200, json: { errors: [{ type: 'RATE_LIMITED' }] } });
    pass(Number(refused.headers.get('x-ratelimit-reset')) - now.getTime() / 1000);
    expect((await world.get('/user')).status).toBe(200);
  });

  test('charge nothing for what hasn’t changed', async () => {
    await start({ requestsPerHour: 2 });
    const { headers } = await world.get('/orgs/acme');
    const again = () => world.call({ path: '/orgs/acme', headers: { 'if-none-match': headers.get('etag') ?? '' } });
    expect(await statuses(3, again)).toEqual([304, 304, 304]);
  });
});
