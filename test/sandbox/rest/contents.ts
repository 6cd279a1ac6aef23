import { expect, test } from 'vitest';
import type { CheckedWorld } from '../../support/checked-world.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const FILE = '/repos/acme/tools/contents/docs/how%20to.md';

export function contents(world: () => CheckedWorld): void {
  const send = (method: string, path: string, body?: unknown, as = 'alice') => world().call({ method, path, body, as });

  test('are read as a folder, a file and raw', async () => {
    expect((await world().get('/repos/acme/tools/contents/')).json).toMatchObject([
      { name: 'README.md', type: 'file' },
    ]);
    const { json } = await world().get('/repos/acme/tools/contents/README.md');
    expect(Buffer.from(json.content, 'base64').toString()).toBe('# Tools\n');
    expect((await world().get('/repos/acme/tools/readme')).json.sha).toBe(json.sha);
    const raw = { path: '/repos/acme/tools/contents/README.md', headers: { accept: 'application/vnd.github.raw' } };
    expect((await world().call(raw)).text).toBe('# Tools\n');
    expect((await world().get('/repos/acme/tools/contents/src/fix.js?ref=fix')).json.path).toBe('src/fix.js');
    expect((await world().get('/repos/acme/tools/contents/none')).status).toBe(404);
  });

  test('are written only over the blob that is named', async () => {
    const made = await send('PUT', FILE, { message: 'Tell how', content: base64('one') }, 'bob');
    expect(made).toMatchObject({ status: 201, json: { content: { path: 'docs/how to.md' } } });
    const { sha } = made.json.content;
    expect((await send('PUT', FILE, { message: 'x', content: base64('two') })).status).toBe(422);
    expect((await send('PUT', FILE, { message: 'x', content: base64('two'), sha: '0'.repeat(40) })).status).toBe(409);
    const changed = await send('PUT', FILE, { message: 'Better', content: base64('two'), sha });
    expect(changed).toMatchObject({
      status: 200,
      json: { commit: { message: 'Better', parents: [{ sha: made.json.commit.sha }] } },
    });
    expect((await send('PUT', FILE, { message: 'x', content: base64('x') }, 'carol')).status).toBe(404);
    expect((await send('DELETE', FILE, { message: 'Gone', sha })).status).toBe(409);
    const gone = await send('DELETE', FILE, { message: 'Gone', sha: changed.json.content.sha });
    expect(gone.json.content).toBeNull();
    expect((await world().get(FILE)).status).toBe(404);
    const pushes = world().hooks.deliveries.filter(({ event }) => event === 'push');
    expect(pushes.map(({ payload }) => (payload.head_commit as { message: string }).message).slice(-3)).toEqual([
      'Tell how',
      'Better',
      'Gone',
    ]);
  });

  test('have a history that can be listed, shown and compared', async () => {
    const history = (await world().get('/repos/acme/tools/commits')).json;
    expect(history.map(({ commit }: { commit: { message: string } }) => commit.message)).toEqual([
      'Gone',
      'Better',
      'Tell how',
      'Initial commit',
    ]);
    expect((await world().get('/repos/acme/tools/commits?path=README.md')).json).toHaveLength(1);
    const one = (await world().get(`/repos/acme/tools/commits/${history[2].sha}`)).json;
    expect(one).toMatchObject({
      author: { login: 'bob' },
      files: [{ filename: 'docs/how to.md', status: 'added' }],
      stats: { additions: 1 },
    });
    expect((await world().get('/repos/acme/tools/commits/none')).status).toBe(422);
    const compared = (await world().get('/repos/acme/tools/compare/main...fix')).json;
    expect(compared).toMatchObject({
      status: 'diverged',
      ahead_by: 1,
      behind_by: 3,
      files: [{ filename: 'src/fix.js' }],
    });
    expect((await world().get('/repos/acme/tools/compare/main...main')).json.status).toBe('identical');
    expect((await world().get('/repos/acme/tools/compare/main...none')).status).toBe(404);
  });

  test('come again as 304 while nothing changes', async () => {
    const first = await world().get('/repos/acme/tools');
    const again = { path: '/repos/acme/tools', headers: { 'if-none-match': first.headers.get('etag') ?? '' } };
    expect((await world().call({ ...again, path: `${world().url}/api/v3/repos/acme/tools` })).status).toBe(304);
    await world().post('/repos/acme/tools/issues', { title: 'A change' });
    expect((await world().call(again)).status).toBe(200);
  });
}
