import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { sendWebhook } from '../support/webhook.ts';
import { startWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());
beforeEach(() => world.sandbox.requests.clear());

async function deliver(id: string, event: string, payload: object): Promise<number> {
  const status = await sendWebhook({ sandbox: world.sandbox, url: world.app.url }, { id, event, payload });
  await world.quiet();
  return status;
}

function opened(repository: string, number: number) {
  return world.sandbox.hooks.deliveries.find(
    ({ event, action, payload, repository: of }) =>
      event === 'pull_request' && action === 'opened' && payload.number === number && of === `acme/${repository}`,
  )?.payload as Record<string, unknown>;
}

const failed = () => world.app.store.deliveries.list({ status: 'failed', limit: 5 });

describe('a delivery', { timeout: 60_000 }, () => {
  test('that comes twice under another id changes nothing', async () => {
    const number = await world.propose('bob', 'http-client', { 'src/a.ts': 'x\n' });
    world.sandbox.requests.clear();
    expect(await deliver('again', 'pull_request', opened('http-client', number))).toBe(202);
    expect(world.writes()).toEqual([]);
  });

  test('that comes late is judged by what is true now, not by what it says', async () => {
    const number = await world.propose('bob', 'http-client', { 'src/b.ts': 'x\n' });
    const late = opened('http-client', number);
    await world.as('bob')(`PATCH /repos/acme/http-client/pulls/${number}`, { state: 'closed' });
    await world.quiet();
    world.sandbox.requests.clear();
    await deliver('late', 'pull_request', late);
    expect(world.writes()).toEqual([]);
  });

  test('of a repository that is gone, or an installation that was taken back, does no harm', async () => {
    const number = await world.propose('bob', 'http-client', { 'src/c.ts': 'x\n' });
    const payload = opened('http-client', number);
    const gone = { ...payload, repository: { name: 'gone', full_name: 'acme/gone', owner: { login: 'acme' } } };
    world.sandbox.requests.clear();
    expect(await deliver('gone', 'pull_request', gone)).toBe(202);
    expect(await deliver('revoked', 'pull_request', { ...payload, installation: { id: 99 } })).toBe(202);
    expect(world.writes()).toEqual([]);
    expect(await failed()).toEqual([]);
  });

  test('whose fields are not what they should be does no harm', async () => {
    for (const [index, payload] of [
      {},
      { action: 'opened' },
      { action: 'opened', number: 'x', pull_request: [] },
    ].entries()) {
      const full = {
        installation: { id: 4711 },
        repository: { name: 'http-client', owner: { login: 'acme' } },
        ...payload,
      };
      expect(await deliver(`odd-${index}`, 'pull_request', full)).toBe(202);
    }
    expect(world.writes()).toEqual([]);
    expect(await failed()).toEqual([]);
  });

  test('whose sender hangs up midway does no harm, and says nothing past the log', async () => {
    const said = vi.spyOn(console, 'error').mockReturnValue();
    const before = await world.app.store.deliveries.counts();
    const head = ['POST /api/github/webhooks HTTP/1.1', 'Host: x', 'Content-Length: 100', 'X-GitHub-Delivery: cut'];
    const signature = `X-Hub-Signature-256: sha256=${'0'.repeat(64)}`;
    const socket = connect(Number(new URL(world.app.url).port));
    socket.write([...head, 'X-GitHub-Event: push', signature, '', '{"action"'].join('\r\n'));
    await setTimeout(100);
    socket.destroy();
    await setTimeout(100);
    expect(await world.app.store.deliveries.counts()).toEqual(before);
    expect(await deliver('after', 'push', {})).toBe(202);
    expect(said).not.toHaveBeenCalled();
    said.mockRestore();
  });

  test('that is poison is set aside: its repository goes on, and an operator can have it tried again', async () => {
    const { store } = world.app;
    const number = await world.propose('bob', 'http-client', { 'src/d.ts': 'x\n' });
    await store.deliveries.end('again', 'failed', 'poison');
    expect((await failed()).map(({ id }) => id)).toEqual(['again']);
    const next = await world.propose('bob', 'http-client', { 'src/e.ts': 'x\n' });
    expect(world.check('http-client', next)).toBeDefined();
    expect(await store.deliveries.retry('again')).toBe(true);
    store.jobs.wake();
    await world.quiet();
    expect((await store.deliveries.get('again'))?.status).toBe('done');
    expect(world.issue('http-client', number).comments).toHaveLength(1);
  });
});
