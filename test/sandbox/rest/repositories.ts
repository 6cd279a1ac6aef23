import { expect, test } from 'vitest';
import type { CheckedWorld } from '../../support/checked-world.ts';

export function repositories(world: () => CheckedWorld): void {
  const send = (method: string, path: string, body?: unknown, as = 'alice') => world().call({ method, path, body, as });
  const sent = (count: number) =>
    world()
      .hooks.deliveries.slice(-count)
      .map(({ event, action }) => `${event}.${action}`);

  test('are made by members, and seen by those who may', async () => {
    const made = await world().post(
      '/orgs/acme/repos',
      { name: 'fresh', visibility: 'private', auto_init: true },
      'bob',
    );
    expect(made).toMatchObject({
      status: 201,
      json: { private: true, default_branch: 'main', permissions: { admin: true } },
    });
    expect((await world().post('/orgs/acme/repos', { name: 'Fresh' })).status).toBe(422);
    expect((await world().post('/orgs/acme/repos', { name: 'x' }, 'carol')).status).toBe(403);
    expect((await world().get('/repos/acme/fresh/readme')).status).toBe(200);
    expect((await world().get('/repos/acme/fresh', 'carol')).status).toBe(404);
  });

  test('are described, renamed with a redirect, archived and deleted by their admins', async () => {
    expect((await send('PATCH', '/repos/acme/tools', { description: 'x' }, 'bob')).status).toBe(403);
    expect(
      (await send('PATCH', '/repos/acme/fresh', { description: 'New', has_issues: false }, 'bob')).json,
    ).toMatchObject({ description: 'New', has_issues: false });
    expect((await world().post('/repos/acme/fresh/issues', { title: 'x' })).status).toBe(410);
    expect((await send('PUT', '/repos/acme/fresh/topics', { names: ['http', 'tools'] })).json.names).toEqual([
      'http',
      'tools',
    ]);
    expect((await send('PUT', '/repos/acme/fresh/topics', { names: ['No Way'] })).status).toBe(422);
    expect((await world().get('/repos/acme/fresh/topics')).json.names).toHaveLength(2);
    expect((await send('PATCH', '/repos/acme/fresh', { name: 'tools' })).status).toBe(422);
    expect((await send('PATCH', '/repos/acme/fresh', { name: 'stale' })).json.full_name).toBe('acme/stale');
    const moved = await world().get('/repos/acme/fresh');
    expect(moved.status).toBe(301);
    expect(
      (await world().get(new URL(moved.headers.get('location') ?? '').pathname.slice('/api/v3'.length))).json.name,
    ).toBe('stale');
    expect((await send('PATCH', '/repos/acme/stale', { archived: true })).json.archived).toBe(true);
    const refused = await send('PUT', '/repos/acme/stale/contents/x', { message: 'x', content: 'eA==' });
    expect(refused).toMatchObject({ status: 403, json: { message: 'Repository was archived so is read-only.' } });
    expect((await send('PATCH', '/repos/acme/stale', { archived: false })).json.archived).toBe(false);
    expect(sent(3)).toEqual(['repository.renamed', 'repository.archived', 'repository.unarchived']);
    expect((await send('DELETE', '/repos/acme/stale')).status).toBe(204);
    expect((await world().get('/repos/acme/stale')).status).toBe(404);
    expect(sent(1)).toEqual(['repository.deleted']);
  });

  test('hear a dispatch', async () => {
    const dispatch = (body: object, as = 'bob') => world().post('/repos/acme/tools/dispatches', body, as);
    expect((await dispatch({ event_type: 'sample.collected', client_payload: { version: '1.0.0' } })).status).toBe(204);
    const { event, action, payload } = world().hooks.deliveries.at(-1) ?? {};
    expect({ event, action, payload }).toMatchObject({
      event: 'repository_dispatch',
      action: 'sample.collected',
      payload: { client_payload: { version: '1.0.0' } },
    });
    const many = Object.fromEntries(Array.from({ length: 11 }, (_, key) => [`key${key}`, 1]));
    expect((await dispatch({ event_type: 'registered', client_payload: many })).status).toBe(422);
    expect((await dispatch({ event_type: 'registered' }, 'carol')).status).toBe(404);
  });

  test('that are not built answer 404, not a made-up success', async () => {
    const { status, json } = await world().call({ path: `${world().url}/api/v3/repos/acme/tools/traffic/views` });
    expect({ status, json }).toMatchObject({ status: 404, json: { message: 'Not Found' } });
  });
}
