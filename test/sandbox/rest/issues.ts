import { expect, test } from 'vitest';
import type { CheckedWorld } from '../../support/checked-world.ts';

const REPO = '/repos/acme/tools';

export function issues(world: () => CheckedWorld): void {
  const send = (method: string, path: string, body?: unknown, as = 'alice') => world().call({ method, path, body, as });
  const sent = (count: number) =>
    world()
      .hooks.deliveries.slice(-count)
      .map(({ event, action }) => `${event}.${action}`);
  let number = 0;

  test('are opened, changed, closed and listed', async () => {
    const opened = await world().post(`${REPO}/issues`, { title: 'It fails', body: 'Here', labels: ['bug'] }, 'bob');
    number = opened.json.number;
    expect(opened).toMatchObject({
      status: 201,
      json: { state: 'open', labels: [{ name: 'bug' }], author_association: 'MEMBER' },
    });
    expect((await world().get(`${REPO}/issues/${number}`)).json.title).toBe('It fails');
    expect((await world().get(`${REPO}/issues?labels=bug&creator=bob`)).json).toHaveLength(1);
    expect(
      (await send('PATCH', `${REPO}/issues/${number}`, { state: 'closed', title: 'It failed' })).json.state_reason,
    ).toBe('completed');
    expect(sent(2)).toEqual(['issues.edited', 'issues.closed']);
    expect((await world().get(`${REPO}/issues?labels=bug`)).json).toEqual([]);
    expect((await world().get(`${REPO}/issues?state=closed&labels=bug`)).json).toHaveLength(1);
    expect((await world().get(`${REPO}/issues/999`)).status).toBe(404);
    expect((await world().post(`${REPO}/issues`, { body: 'No title' })).status).toBe(422);
  });

  test('are labelled', async () => {
    const labels = `${REPO}/issues/${number}/labels`;
    const names = (list: { name: string }[]) => list.map(({ name }) => name);
    expect((await world().post(`${REPO}/labels`, { name: 'help wanted', color: '00ff00' })).status).toBe(201);
    expect((await world().post(`${REPO}/labels`, { name: 'Help Wanted' })).status).toBe(422);
    expect((await world().get(`${REPO}/labels`)).json).toHaveLength(2);
    expect((await world().get(`${REPO}/labels/help%20wanted`)).json.color).toBe('00ff00');
    expect(names((await world().post(labels, { labels: ['help wanted'] })).json)).toEqual(['bug', 'help wanted']);
    expect(names((await send('DELETE', `${labels}/bug`)).json)).toEqual(['help wanted']);
    expect((await send('DELETE', `${labels}/bug`)).status).toBe(404);
    expect(names((await send('PUT', labels, { labels: ['bug'] })).json)).toEqual(['bug']);
    expect(names((await world().get(labels)).json)).toEqual(['bug']);
    expect(sent(4)).toEqual(['issues.labeled', 'issues.unlabeled', 'issues.unlabeled', 'issues.labeled']);
    expect((await send('DELETE', `${REPO}/labels/bug`)).status).toBe(204);
    expect((await world().get(labels)).json).toEqual([]);
    expect((await send('PUT', labels, { labels: [] }, 'carol')).status).toBe(404);
  });

  test('are commented on, and the comments changed by their author or who may write', async () => {
    const { json, status } = await world().post(`${REPO}/issues/${number}/comments`, { body: 'First' }, 'bob');
    expect(status).toBe(201);
    const comment = `${REPO}/issues/comments/${json.id}`;
    expect((await send('PATCH', comment, { body: 'Second' }, 'bob')).json.body).toBe('Second');
    expect((await world().get(comment)).json.user.login).toBe('bob');
    expect((await world().get(`${REPO}/issues/${number}/comments`)).json).toHaveLength(1);
    expect((await world().get(`${REPO}/issues/comments`)).json).toHaveLength(1);
    const reactions = `${comment}/reactions`;
    expect((await world().post(reactions, { content: 'eyes' })).status).toBe(201);
    expect((await world().post(reactions, { content: 'eyes' })).status).toBe(200);
    expect((await world().post(reactions, { content: 'cheese' })).status).toBe(422);
    expect((await world().get(reactions)).json).toMatchObject([{ content: 'eyes', user: { login: 'alice' } }]);
    expect((await world().get(comment)).json.reactions).toMatchObject({ eyes: 1, total_count: 1 });
    expect((await send('DELETE', comment, undefined, 'carol')).status).toBe(404);
    expect((await send('DELETE', comment)).status).toBe(204);
    expect((await world().get(comment)).status).toBe(404);
    expect(sent(3)).toEqual(['issue_comment.created', 'issue_comment.edited', 'issue_comment.deleted']);
  });

  test('are paged, with links', async () => {
    const total = world().world.repository('acme', 'tools').issues.size;
    const page = await world().get(`${REPO}/issues?state=all&per_page=1&page=2`);
    expect(page.json).toHaveLength(1);
    const rels = [...(page.headers.get('link') ?? '').matchAll(/page=(\d+)>; rel="(\w+)"/g)].map(
      ([, to, rel]) => `${rel} ${to}`,
    );
    expect(rels).toEqual(['prev 1', 'next 3', `last ${total}`, 'first 1']);
  });
}
