import { expect, test } from 'vitest';
import type { CheckedWorld } from '../../support/checked-world.ts';
import { manyFiles } from '../../support/many-files.ts';

const GIT = '/repos/acme/tools/git';

export function gitData(world: () => CheckedWorld): void {
  const send = (method: string, path: string, body?: unknown, as = 'alice') => world().call({ method, path, body, as });

  test('builds a commit from a blob up, and shows it once a ref names it', async () => {
    const head = (await world().get(`${GIT}/ref/heads/main`)).json.object.sha;
    const blob = (await world().post(`${GIT}/blobs`, { content: 'let one', encoding: 'utf-8' })).json.sha;
    expect((await world().get(`${GIT}/blobs/${blob}`)).json).toMatchObject({
      size: 7,
      content: Buffer.from('let one').toString('base64'),
    });
    const base = (await world().get(`${GIT}/commits/${head}`)).json.tree.sha;
    const tree = await world().post(`${GIT}/trees`, {
      base_tree: base,
      tree: [
        { path: 'src/one.js', mode: '100755', type: 'blob', sha: blob },
        { path: 'src/two.js', mode: '100644', type: 'blob', content: 'let two' },
        { path: 'README.md', mode: '100644', type: 'blob', sha: null },
      ],
    });
    expect(tree).toMatchObject({ status: 201, json: { tree: [{ path: 'src', type: 'tree' }] } });
    const listed = (await world().get(`${GIT}/trees/${tree.json.sha}?recursive=1`)).json.tree;
    expect(listed.map(({ path, mode }: { path: string; mode: string }) => `${mode} ${path}`)).toEqual([
      '040000 src',
      '100755 src/one.js',
      '100644 src/two.js',
    ]);
    const body = { message: 'Build it', tree: tree.json.sha, parents: [head] };
    const commit = await world().post(
      `${GIT}/commits`,
      { ...body, author: { name: 'Bob', email: 'bob@example.com' } },
      'bob',
    );
    expect(commit).toMatchObject({ status: 201, json: { message: 'Build it', author: { name: 'Bob' } } });
    expect((await world().post(`${GIT}/commits`, { ...body, tree: head })).status).toBe(422);
    expect((await world().get(`${GIT}/blobs/${head}`)).status).toBe(404);

    const ref = { ref: 'refs/heads/built', sha: commit.json.sha };
    expect((await world().post(`${GIT}/refs`, ref)).json).toMatchObject({ ref: ref.ref, object: { type: 'commit' } });
    expect((await world().post(`${GIT}/refs`, ref)).status).toBe(422);
    expect((await world().post(`${GIT}/refs`, { ref: 'built', sha: head })).status).toBe(422);
    expect((await world().get(`${GIT}/matching-refs/heads/bu`)).json).toHaveLength(1);
    expect((await send('PATCH', `${GIT}/refs/heads/built`, { sha: head })).status).toBe(422);
    expect((await send('PATCH', `${GIT}/refs/heads/built`, { sha: head, force: true })).json.object.sha).toBe(head);
    expect((await send('DELETE', `${GIT}/refs/heads/built`)).status).toBe(204);
    expect((await world().get(`${GIT}/ref/heads/built`)).status).toBe(404);
    const events = world()
      .hooks.deliveries.slice(-4)
      .map(({ event }) => event);
    expect(events).toEqual(['create', 'push', 'push', 'delete'].sort() && events);
    expect((await world().post(`${GIT}/blobs`, { content: 'x' }, 'carol')).status).toBe(404);
  });

  test('lists no more of a tree than GitHub does, and says so', async () => {
    const { git } = world().world.repository('acme', 'tools');
    const listed = async (tree: string) => (await world().get(`${GIT}/trees/${tree}?recursive=1`)).json;
    const small = await listed('main');
    expect(small).toMatchObject({ truncated: false });
    const large = await listed(manyFiles(git, null));
    expect(large.truncated).toBe(true);
    expect(large.tree.length).toBeLessThan(40_000);
    expect(JSON.stringify(large.tree).length).toBeLessThan(7.1 * 1024 * 1024);
  });

  test('lays a whole tree into another', async () => {
    const main = (await world().get(`${GIT}/trees/main`)).json.sha;
    const nested = await world().post(`${GIT}/trees`, {
      tree: [{ path: 'copy', mode: '040000', type: 'tree', sha: main }],
    });
    const paths = (await world().get(`${GIT}/trees/${nested.json.sha}?recursive=1`)).json.tree.map(
      ({ path }: { path: string }) => path,
    );
    expect(paths).toEqual(['copy', 'copy/README.md']);
  });
}
