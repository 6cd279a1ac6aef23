import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ServerType, serve } from '@hono/node-server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createIntake } from '../../src/app/intake.ts';
import type { Delivery } from '../../src/domain/delivery.ts';

const SECRET = 'a secret';
const MEGABYTE = 1024 * 1024;
const BODY = JSON.stringify({ action: 'opened', repository: { name: 'http-client', owner: { login: 'acme' } } });
const sign = (body: string) => `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`;

const kept: Delivery[] = [];
let server: ServerType;
beforeAll(async () => {
  const routes = createIntake({
    secret: SECRET,
    now: () => new Date(),
    onError: () => undefined,
    submit: async (delivery) => kept.push(delivery) > 0,
  });
  // As the App does: a sender who hangs up is no news for the terminal.
  routes.onError((_, context) => context.body(null, 500));
  server = serve({ fetch: routes.fetch, port: 0 });
  if (!server.listening) await once(server, 'listening');
});
afterAll(() => {
  server.close();
});
beforeEach(() => {
  kept.length = 0;
});

/** A webhook whose body is still to be written; `null` leaves a header out. */
function begin(body: string, headers: Readonly<Record<string, string | null>> = {}): ClientRequest {
  const all = {
    'x-github-delivery': 'd-1',
    'x-github-event': 'push',
    'x-hub-signature-256': sign(body),
    ...headers,
  };
  const sent = request({
    port: (server.address() as AddressInfo).port,
    path: '/api/github/webhooks',
    method: 'POST',
    headers: Object.fromEntries(
      Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
    ),
  });
  // A server that has refused may hang up while the rest is still being sent.
  sent.on('error', () => undefined);
  return sent;
}

async function statusOf(sent: ClientRequest): Promise<number | undefined> {
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  answer.resume();
  return answer.statusCode;
}

function post(body: string, headers?: Readonly<Record<string, string | null>>): Promise<number | undefined> {
  const sent = begin(body, headers);
  const status = statusOf(sent);
  sent.end(body);
  return status;
}

describe('a webhook over a socket', { timeout: 30_000 }, () => {
  test.each([
    ['with a truncated signature', BODY, { 'x-hub-signature-256': sign(BODY).slice(0, -1) }, 401],
    ['without X-GitHub-Event', BODY, { 'x-github-event': null }, 400],
    ['of broken JSON', BODY.slice(0, -1), {}, 400],
    ['of 30 MB that says so', 'x'.repeat(30 * MEGABYTE), { 'content-length': String(30 * MEGABYTE) }, 413],
    ['of 30 MB that doesn’t say so', 'x'.repeat(30 * MEGABYTE), { 'transfer-encoding': 'chunked' }, 413],
  ])('%s is refused, nothing is kept, and the next is taken', async (_, body, headers, status) => {
    expect(await post(body, headers)).toBe(status);
    expect(kept).toEqual([]);
    expect(await post(BODY)).toBe(202);
  });

  test('that comes byte by byte is taken when it is there, and keeps nobody waiting', async () => {
    const slow = begin(BODY, { 'content-length': String(BODY.length) });
    const status = statusOf(slow);
    for (const [at, byte] of [...BODY].entries()) {
      slow.write(byte);
      if (at % 10 === 0) await sleep(20);
      if (at === 50) expect(await post(BODY, { 'x-github-delivery': 'quick' })).toBe(202);
    }
    slow.end();
    expect(await status).toBe(202);
    expect(kept.map(({ id }) => id)).toEqual(['quick', 'd-1']);
  });

  test('that breaks off is not kept, and the next is taken', async () => {
    const broken = begin(BODY, { 'content-length': String(BODY.length) });
    broken.write(BODY.slice(0, 20));
    await sleep(50);
    broken.destroy();
    await sleep(50);
    expect(kept).toEqual([]);
    expect(await post(BODY)).toBe(202);
  });
});
