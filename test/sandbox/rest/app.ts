import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import type { CheckedWorld } from '../../support/checked-world.ts';

export function app(world: () => CheckedWorld): void {
  const asApp = (path: string, method = 'GET') => world().call({ method, path, token: world().appToken() });

  test('the App knows itself and its installation by its JWT alone', async () => {
    expect((await asApp('/app')).json).toMatchObject({ id: 1, slug: 'innkeeper', owner: { login: 'acme' } });
    const [{ id, account }] = (await asApp('/app/installations')).json;
    expect(account.login).toBe('acme');
    for (const path of [`/app/installations/${id}`, '/orgs/acme/installation', '/repos/acme/tools/installation'])
      expect((await asApp(path)).json.id).toBe(id);
    expect((await world().get('/app')).status).toBe(401);
    expect((await asApp('/app/installations/1')).status).toBe(404);
  });

  test('an installation token sees all repositories, and may not administer', async () => {
    const token = await world().installationToken();
    const { json } = await world().call({ path: '/installation/repositories?per_page=1', token });
    expect(json).toMatchObject({ total_count: 2, repositories: [{ full_name: 'acme/secret' }] });
    expect((await world().call({ path: '/user', token })).status).toBe(403);
    const topics = { method: 'PUT', path: '/repos/acme/tools/topics', body: { names: ['x'] }, token };
    expect((await world().call(topics)).status).toBe(403);
    expect((await world().get('/installation/repositories')).status).toBe(403);
  });

  test('a person sees through the installation what they see anyway', async () => {
    const [{ id }] = (await world().get('/user/installations', 'bob')).json.installations;
    const seen = await world().get(`/user/installations/${id}/repositories`, 'bob');
    expect(seen.json.repositories).toMatchObject([{ name: 'tools', permissions: { push: true, admin: false } }]);
    expect((await world().get(`/user/installations/${id}/repositories`)).json.total_count).toBe(2);
    expect((await world().get('/user/installations/1/repositories')).status).toBe(404);
  });

  test('limits and versions can be asked for', async () => {
    expect((await world().get('/rate_limit')).json.resources.core.limit).toBe(5000);
    expect((await world().get('/meta')).status).toBe(200);
  });

  test('deliveries are listed by cursor and status, shown, and sent again with their GUID', async () => {
    const got: string[] = [];
    let fail = true;
    const receiver = createServer((incoming, outgoing) => {
      got.push(String(incoming.headers['x-github-delivery']));
      outgoing.writeHead(fail ? 500 : 200, { 'x-here': 'yes' }).end('heard');
    }).listen(0);
    const { hooks } = world();
    const before = hooks.deliveries.length;
    hooks.target = `http://localhost:${(receiver.address() as AddressInfo).port}/`;
    await world().post('/repos/acme/tools/issues', { title: 'One' });
    await world().settled();
    fail = false;
    for (const title of ['Two', 'Three']) await world().post('/repos/acme/tools/issues', { title });
    await world().settled();
    const all = hooks.deliveries.slice(before);
    expect(all.map(({ event, action }) => `${event}.${action}`)).toEqual(Array(3).fill('issues.opened'));

    const page = await asApp('/app/hook/deliveries?per_page=2');
    expect(page.json.map(({ id }: { id: number }) => id)).toEqual([before + 3, before + 2]);
    const next = /cursor=(\w+)>; rel="next"|cursor=(\w+)/.exec(page.headers.get('link') ?? '');
    const rest = await asApp(`/app/hook/deliveries?per_page=100&cursor=${next?.[1] ?? next?.[2]}`);
    expect(rest.json[0].id).toBe(before + 1);
    expect((await asApp('/app/hook/deliveries?status=success')).json).toHaveLength(2);
    const [failed] = (await asApp('/app/hook/deliveries?status=failure')).json;
    expect(failed).toMatchObject({ status_code: 500, status: 'Invalid HTTP Response: 500', redelivery: false });

    const one = (await asApp(`/app/hook/deliveries/${failed.id}`)).json;
    expect(one.request.headers['x-hub-signature-256']).toMatch(/^sha256=[0-9a-f]{64}$/);
    expect(one.request.payload.issue.title).toBe('One');
    expect(one.response).toMatchObject({ payload: 'heard', headers: { 'x-here': 'yes' } });

    expect((await asApp(`/app/hook/deliveries/${failed.id}/attempts`, 'POST')).status).toBe(202);
    await world().settled();
    expect(got.at(-1)).toBe(failed.guid);
    expect((await asApp('/app/hook/deliveries')).json[0]).toMatchObject({
      redelivery: true,
      status: 'OK',
      guid: failed.guid,
    });
    expect((await asApp('/app/hook/deliveries/99999')).status).toBe(404);
    hooks.target = null;
    receiver.close();
  });
}
