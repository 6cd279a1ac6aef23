import { expect, test } from 'vitest';
import type { CheckedWorld } from '../../support/checked-world.ts';

const REPO = '/repos/acme/tools';

export function pulls(world: () => CheckedWorld): void {
  const send = (method: string, path: string, body?: unknown, as = 'alice') => world().call({ method, path, body, as });
  const sent = (count: number) =>
    world()
      .hooks.deliveries.slice(-count)
      .map(({ event, action }) => `${event}.${action}`);
  let path = '';

  test('are opened, and refused where there is nothing to merge', async () => {
    const fields = { title: 'Fix it', body: 'So', head: 'fix', base: 'main' };
    const opened = await world().post(`${REPO}/pulls`, fields, 'bob');
    expect(opened).toMatchObject({
      status: 201,
      json: { draft: false, commits: 1, changed_files: 1, head: { ref: 'fix' } },
    });
    path = `${REPO}/pulls/${opened.json.number}`;
    expect((await world().post(`${REPO}/pulls`, fields)).json.errors[0].message).toMatch(/already exists/);
    expect((await world().post(`${REPO}/pulls`, { ...fields, head: 'main' })).status).toBe(422);
    expect((await world().post(`${REPO}/pulls`, { ...fields, head: 'none' })).status).toBe(422);
    expect((await world().get(path)).json.title).toBe('Fix it');
    expect((await world().get(`${REPO}/pulls?head=acme:fix&base=main`)).json).toHaveLength(1);
    expect((await world().get(`${REPO}/pulls?base=other`)).json).toEqual([]);
    expect((await send('PATCH', path, { title: 'Fix it all' })).json.title).toBe('Fix it all');
    expect((await world().get(`${path}/files`)).json).toMatchObject([{ filename: 'src/fix.js', status: 'added' }]);
    expect((await world().get(`${path}/commits`)).json).toHaveLength(1);
    expect((await world().get(`${path}/merge`)).status).toBe(404);
    expect(sent(2)).toEqual(['pull_request.opened', 'pull_request.edited']);
  });

  test('ask for reviews, of collaborators alone and not of their author', async () => {
    const requested = `${path}/requested_reviewers`;
    const asked = await world().post(requested, { reviewers: ['alice'], team_reviewers: ['platform'] });
    expect(asked).toMatchObject({
      status: 201,
      json: { requested_reviewers: [{ login: 'alice' }], requested_teams: [{ slug: 'platform' }] },
    });
    expect((await world().get(requested)).json).toMatchObject({
      users: [{ login: 'alice' }],
      teams: [{ slug: 'platform' }],
    });
    const outsider = await world().post(requested, { reviewers: ['carol'] });
    expect(outsider).toMatchObject({ status: 422, json: { message: expect.stringContaining('not a collaborator') } });
    expect((await world().post(requested, { reviewers: ['bob'] })).json.message).toBe(
      'Review cannot be requested from pull request author.',
    );
    expect(
      (await send('DELETE', requested, { reviewers: [], team_reviewers: ['platform'] })).json.requested_teams,
    ).toEqual([]);
    expect(sent(3)).toEqual([
      'pull_request.review_requested',
      'pull_request.review_requested',
      'pull_request.review_request_removed',
    ]);
  });

  test('are reviewed, and reviews dismissed', async () => {
    const review = await world().post(`${path}/reviews`, { event: 'APPROVE', body: 'Fine' });
    expect(review).toMatchObject({ status: 200, json: { state: 'APPROVED', user: { login: 'alice' } } });
    expect((await world().get(`${path}/requested_reviewers`)).json.users).toEqual([]);
    expect((await world().post(`${path}/reviews`, { event: 'APPROVE' }, 'bob')).status).toBe(422);
    const one = `${path}/reviews/${review.json.id}`;
    expect((await world().get(one)).json.body).toBe('Fine');
    expect((await send('PUT', `${one}/dismissals`, { message: 'Look again' })).json.state).toBe('DISMISSED');
    expect((await send('PUT', `${one}/dismissals`, { message: 'Again' })).status).toBe(422);
    expect((await world().get(`${path}/reviews`)).json).toHaveLength(1);
    expect(sent(2)).toEqual(['pull_request_review.submitted', 'pull_request_review.dismissed']);
  });

  test('are merged once, with the head that was looked at', async () => {
    expect((await send('PUT', `${path}/merge`, { sha: '0'.repeat(40) })).status).toBe(409);
    const merged = await send('PUT', `${path}/merge`, {});
    expect(merged.json.merged).toBe(true);
    expect((await send('PUT', `${path}/merge`, {})).status).toBe(405);
    expect((await world().get(`${path}/merge`)).status).toBe(204);
    expect((await world().get(path)).json).toMatchObject({
      merged: true,
      state: 'closed',
      merged_by: { login: 'alice' },
      changed_files: 1,
    });
    expect(sent(2)).toEqual(['push.null', 'pull_request.closed']);
  });

  test('that conflict are not merged', async () => {
    const write = (branch: string, text: string) => {
      const actor = world().world.person('alice');
      const repository = world().world.repository('acme', 'tools');
      world().world.commit(
        repository,
        { branch, changes: new Map([['same.txt', Buffer.from(text)]]), message: 'Change' },
        actor,
      );
    };
    const head = (await world().get(`${REPO}/git/ref/heads/main`)).json.object.sha;
    await world().post(`${REPO}/git/refs`, { ref: 'refs/heads/clash', sha: head });
    write('clash', 'one');
    write('main', 'two');
    const { json } = await world().post(`${REPO}/pulls`, { title: 'Clash', head: 'clash', base: 'main' });
    expect((await send('PUT', `${REPO}/pulls/${json.number}/merge`, {})).status).toBe(405);
  });

  test('are squashed into one commit with the words that were given', async () => {
    const { world: model } = world();
    const repository = model.repository('acme', 'tools');
    const before = (await world().get(`${REPO}/git/ref/heads/main`)).json.object.sha;
    await world().post(`${REPO}/git/refs`, { ref: 'refs/heads/two', sha: before });
    for (const name of ['one', 'two']) {
      const changes = new Map([[`${name}.txt`, Buffer.from(name)]]);
      model.commit(repository, { branch: 'two', changes, message: name }, model.person('alice'));
    }
    const { json } = await world().post(`${REPO}/pulls`, { title: 'Two', head: 'two', base: 'main' });
    const merge = { merge_method: 'squash', commit_title: 'Both (#9)', commit_message: 'As told.' };
    expect((await send('PUT', `${REPO}/pulls/${json.number}/merge`, { merge_method: 'rebase' })).status).toBe(501);
    const { sha } = (await send('PUT', `${REPO}/pulls/${json.number}/merge`, merge)).json;
    expect(repository.git.commit(sha)).toMatchObject({
      parents: [before],
      message: expect.stringMatching(/^Both \(#9\)\n\nAs told\.\n?$/),
    });
    expect(repository.git.find(sha, 'one.txt')).not.toBeNull();
  });

  test('are found by search, among what one may see', async () => {
    const titles = async (q: string, as = 'alice') =>
      (await world().get(`/search/issues?q=${encodeURIComponent(q)}`, as)).json.items.map(
        ({ title }: { title: string }) => title,
      );
    expect(await titles('repo:acme/tools is:pr is:merged author:bob')).toEqual(['Fix it all']);
    expect(await titles('is:pr is:open')).toEqual(['Clash']);
    expect(await titles('label:"help wanted" FAILED is:issue')).toEqual([]);
    expect(await titles('org:acme failed type:issue state:closed')).toEqual(['It failed']);
    await world().post('/repos/acme/secret/issues', { title: 'Hush' });
    expect([await titles('hush'), await titles('hush', 'bob')]).toEqual([['Hush'], []]);
    expect((await world().get('/search/issues?q=linked:pr')).status).toBe(501);
    expect((await world().get('/search/issues?q=')).status).toBe(422);
  });
}
