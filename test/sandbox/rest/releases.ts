import { expect, test } from 'vitest';
import type { CheckedWorld } from '../../support/checked-world.ts';

const RELEASES = '/repos/acme/secret/releases';

export function releases(world: () => CheckedWorld): void {
  const send = (method: string, path: string, body?: unknown, as = 'alice') => world().call({ method, path, body, as });
  const sent = (count: number) =>
    world()
      .hooks.deliveries.slice(-count)
      .map(({ event, action }) => (action ? `${event}.${action}` : event));

  test('are drafted, published with their tag, found and removed', async () => {
    const draft = await world().post(RELEASES, { tag_name: 'v1.0.0', name: 'One', draft: true });
    expect(draft).toMatchObject({ status: 201, json: { draft: true, published_at: null } });
    const path = `${RELEASES}/${draft.json.id}`;
    expect((await world().get(`${RELEASES}/latest`)).status).toBe(404);
    expect((await send('PATCH', path, { draft: false })).json.published_at).toBeTruthy();
    expect(sent(5)).toEqual(['push', 'create', 'release.created', 'release.published', 'release.released']);
    expect((await world().get(`${RELEASES}/tags/v1.0.0`)).json.id).toBe(draft.json.id);
    expect((await world().get(`${RELEASES}/latest`)).json.tag_name).toBe('v1.0.0');
    expect((await world().get(path)).json.name).toBe('One');
    expect((await world().get(RELEASES)).json).toHaveLength(1);
    expect((await world().get('/repos/acme/secret/tags')).json).toMatchObject([{ name: 'v1.0.0' }]);
    expect((await world().post(RELEASES, { tag_name: 'v1.0.0' })).status).toBe(422);
    const second = await world().post(RELEASES, { tag_name: 'v1.1.0' });
    expect((await send('DELETE', `${RELEASES}/${second.json.id}`)).status).toBe(204);
    expect(sent(1)).toEqual(['release.deleted']);
  });

  test('carry assets, which a private repository gives to those with a token alone', async () => {
    const { id } = (await world().get(`${RELEASES}/latest`)).json;
    const bytes = Buffer.from([0, 1, 2, 255]);
    const upload = (name: string) =>
      world().call({
        method: 'POST',
        path: `${RELEASES}/${id}/assets?name=${name}`,
        body: bytes,
        headers: { 'content-type': 'application/gzip' },
      });
    const asset = await upload('one.tgz');
    expect(asset).toMatchObject({
      status: 201,
      json: { size: 4, content_type: 'application/gzip', state: 'uploaded' },
    });
    expect(asset.json.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect((await upload('one.tgz')).json.errors[0].code).toBe('already_exists');
    expect((await world().get(`${RELEASES}/${id}/assets`)).json).toHaveLength(1);
    const path = `${RELEASES}/assets/${asset.json.id}`;
    expect((await world().get(path)).json.name).toBe('one.tgz');
    const download = (url: string, token: string | null) =>
      fetch(url, {
        headers: { accept: 'application/octet-stream', ...(token ? { authorization: `token ${token}` } : {}) },
      });
    for (const url of [`${world().url}/api/v3${path}`, asset.json.browser_download_url]) {
      const answer = await download(url, world().tokenOf('alice'));
      expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes);
      expect((await download(url, null)).status).toBe(404);
      expect((await download(url, world().tokenOf('bob'))).status).toBe(404);
    }
    expect((await send('DELETE', path)).status).toBe(204);
    expect((await world().get(path)).status).toBe(404);
  });
}
