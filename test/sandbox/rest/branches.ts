import { expect, test } from 'vitest';
import type { CheckedWorld } from '../../support/checked-world.ts';

const BRANCHES = '/repos/acme/tools/branches';
const RULE = {
  required_pull_request_reviews: { required_approving_review_count: 0 },
  required_status_checks: null,
  enforce_admins: false,
  restrictions: null,
};

export function branches(world: () => CheckedWorld): void {
  const send = (method: string, path: string, body?: unknown, as = 'alice') => world().call({ method, path, body, as });

  test('are listed and shown', async () => {
    const names = (await world().get(BRANCHES)).json.map(({ name }: { name: string }) => name);
    expect(names).toEqual(['fix', 'main']);
    expect((await world().get(`${BRANCHES}/main`)).json).toMatchObject({
      protected: false,
      commit: { commit: { message: 'Gone' } },
    });
    expect((await world().get(`${BRANCHES}/none`)).status).toBe(404);
    expect((await world().get('/repos/acme/tools/tags')).json).toEqual([]);
  });

  test('that are protected change by pull request alone, but for admins', async () => {
    const protection = `${BRANCHES}/main/protection`;
    expect((await world().get(protection)).status).toBe(404);
    expect(
      (await send('PUT', protection, { ...RULE, required_status_checks: { strict: true, contexts: ['x'] } })).status,
    ).toBe(501);
    expect((await send('PUT', protection, RULE)).status).toBe(200);
    expect((await world().get(protection)).json.required_pull_request_reviews).toBeTruthy();
    expect((await world().get(`${BRANCHES}?protected=true`)).json).toMatchObject([{ name: 'main' }]);
    const write = (as: string, name: string) =>
      send('PUT', `/repos/acme/tools/contents/${name}`, { message: 'x', content: 'eA==' }, as);
    expect(await write('bob', 'a')).toMatchObject({
      status: 409,
      json: { message: expect.stringContaining('pull request') },
    });
    expect((await write('alice', 'b')).status).toBe(201);
    expect((await send('DELETE', protection)).status).toBe(204);
    expect((await write('bob', 'a')).status).toBe(201);
  });
}
