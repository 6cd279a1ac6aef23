import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SmallWorld, startSmallWorld } from '../support/small-world.ts';

let world: SmallWorld;
beforeEach(async () => {
  world = await startSmallWorld();
});
afterEach(() => world.close());

const control = (method: string, name: string, body?: unknown) =>
  world.call({ method, path: `${world.url}/_sandbox/${name}`, as: null, body });
const demand = (rule: Readonly<Record<string, unknown>>) => control('POST', 'faults', rule);
const open = (title: string) => world.post('/repos/acme/tools/issues', { title });
const titles = () => [...world.world.repository('acme', 'tools').issues.values()].map(({ title }) => title);
/** 0: the connection broke. */
const outcome = async (request: Promise<{ status: number }>) => {
  try {
    return (await request).status;
  } catch {
    return 0;
  }
};

describe('a fault on demand', () => {
  test('befalls the requests of its method, path and words, so often', async () => {
    await demand({
      fault: { kind: 'status', status: 502 },
      method: 'POST',
      path: '/repos/{owner}/{repo}/issues',
      times: 2,
    });
    await demand({ fault: { kind: 'status', status: 500 }, path: '/graphql', body: 'viewer' });
    expect((await world.get('/repos/acme/tools/issues')).status).toBe(200);
    expect([(await open('1')).status, (await open('2')).status, (await open('3')).status]).toEqual([502, 502, 201]);
    const graphql = (query: string) =>
      world.call({ method: 'POST', path: `${world.url}/api/graphql`, body: { query } });
    expect((await graphql('{ viewer { login } }')).status).toBe(500);
    expect((await graphql('{ organization(login: "acme") { login } }')).status).toBe(200);
    expect(titles()).toEqual(['3']);
    expect((await control('GET', 'faults')).json).toMatchObject([{ seen: 2, happened: 2 }, { happened: 1 }]);
    expect(world.requests.all.filter(({ fault }) => fault === 'status')).toHaveLength(3);
  });

  test('drops the connection before the work, or after it', async () => {
    await demand({ fault: { kind: 'reset' }, times: 1 });
    await demand({ fault: { kind: 'lost-answer' }, times: 1 });
    await demand({ fault: { kind: 'lost-answer', status: 502 }, times: 1 });
    expect(await outcome(open('reset'))).toBe(0);
    expect(titles()).toEqual([]);
    expect(await outcome(open('lost'))).toBe(0);
    expect(await outcome(open('lost behind a gateway'))).toBe(502);
    expect(titles()).toEqual(['lost', 'lost behind a gateway']);
    expect(world.requests.all.map(({ status, fault }) => [status, fault])).toEqual([
      [0, 'reset'],
      [0, 'lost-answer'],
      [502, 'lost-answer'],
    ]);
  });

  test('answers a secondary limit, a time-out, or late', async () => {
    await demand({ fault: { kind: 'secondary-limit', retryAfter: 7 }, times: 1 });
    await demand({ fault: { kind: 'timeout', milliseconds: 100 }, times: 1 });
    await demand({ fault: { kind: 'delay', milliseconds: 100 }, times: 1 });
    const limited = await open('limited');
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([403, '7']);
    expect(world.requests.secondaryLimited()).toHaveLength(1);
    const started = performance.now();
    expect((await open('timed out')).status).toBe(504);
    expect((await open('late')).status).toBe(201);
    expect(performance.now() - started).toBeGreaterThanOrEqual(195);
    expect(titles()).toEqual(['late']);
  });

  test('befalls about the share asked for, the same ones with the same seed', async () => {
    const fault = ['status', 'reset', 'lost-answer'].map((kind) => ({
      kind,
      ...(kind === 'status' ? { status: 500 } : {}),
    }));
    const run = async (seed: number) => {
      await control('DELETE', 'faults');
      await demand({ fault, probability: 0.2, seed, path: '/user' });
      const outcomes: number[] = [];
      for (let sent = 0; sent < 200; sent++) outcomes.push(await outcome(world.get('/user')));
      return outcomes;
    };
    const first = await run(1);
    const failed = first.filter((status) => status !== 200);
    expect(failed.length).toBeGreaterThan(20);
    expect(failed.length).toBeLessThan(60);
    expect(new Set(failed)).toEqual(new Set([0, 500]));
    expect(await run(1)).toEqual(first);
    expect(await run(2)).not.toEqual(first);
  });
});

describe('the controls', () => {
  test('set the latency of every answer', async () => {
    expect((await control('PUT', 'latency', { milliseconds: 80 })).json).toEqual({ milliseconds: 80 });
    const started = performance.now();
    await world.get('/user');
    expect(performance.now() - started).toBeGreaterThanOrEqual(78);
  });

  test('show the requests, and forget them', async () => {
    await world.get('/user', 'bob');
    const [logged] = (await control('GET', 'requests')).json;
    expect(logged).toEqual({
      method: 'GET',
      path: '/api/v3/user',
      status: 200,
      actor: 'bob',
      kind: 'rest',
      write: false,
      notifying: false,
      limit: null,
      fault: null,
    });
    expect((await control('DELETE', 'requests')).json).toEqual([]);
  });

  test('refuse what they don’t know, and say what is wrong', async () => {
    expect((await demand({ fault: { kind: 'status', status: 200 } })).status).toBe(422);
    const typo = await demand({ fault: { kind: 'reset' }, probabilty: 0.2 });
    expect(typo).toMatchObject({ status: 422, json: { message: expect.stringContaining('probabilty') } });
    expect((await control('GET', 'nothing')).status).toBe(404);
  });
});
