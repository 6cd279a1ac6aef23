import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createIntake } from '../../src/app/intake.ts';
import type { Delivery } from '../../src/domain/delivery.ts';
import { examples } from '../support/webhook-examples.ts';

const SECRET = 'a secret';
const sign = (body: string) => `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`;

function intake(failing = false) {
  const kept: Delivery[] = [];
  const routes = createIntake({
    secret: SECRET,
    now: () => new Date('2026-11-21T08:00:00Z'),
    onError: () => undefined,
    submit: async (delivery) => {
      if (failing) throw new Error('The database is away.');
      kept.push(delivery);
      return true;
    },
  });
  const send = (body: string, headers: Readonly<Record<string, string>> = {}) =>
    routes.request('/api/github/webhooks', {
      method: 'POST',
      body,
      headers: { 'x-github-delivery': 'd-1', 'x-github-event': 'push', 'x-hub-signature-256': sign(body), ...headers },
    });
  return { kept, send };
}

const BODY = JSON.stringify({
  action: 'opened',
  installation: { id: 7 },
  repository: { name: 'http-client', owner: { login: 'acme' } },
});

describe('a webhook', () => {
  test('that is signed is kept, then acknowledged', async () => {
    const { kept, send } = intake();
    expect((await send(BODY)).status).toBe(202);
    expect(kept).toMatchObject([
      {
        id: 'd-1',
        event: 'push',
        action: 'opened',
        installation: 7,
        repository: { owner: 'acme', name: 'http-client' },
      },
    ]);
  });

  test.each([
    ['with a wrong signature', BODY, { 'x-hub-signature-256': sign('other') }, 401],
    ['with a cut signature', BODY, { 'x-hub-signature-256': sign(BODY).slice(0, 20) }, 401],
    ['without a signature', BODY, { 'x-hub-signature-256': '' }, 401],
    ['without its id', BODY, { 'x-github-delivery': '' }, 400],
    ['of broken JSON', '{', {}, 400],
    ['that is no object', '[1]', {}, 400],
    ['of 26 MB', 'x'.repeat(26 * 1024 * 1024), {}, 413],
  ])('%s is refused, and nothing is kept', async (_, body, headers, status) => {
    const { kept, send } = intake();
    expect((await send(body, headers)).status).toBe(status);
    expect(kept).toEqual([]);
  });

  test('that can’t be kept is not acknowledged', async () => {
    const answer = await intake(true).send(BODY);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '30']);
  });

  test('of every kind that GitHub documents is acknowledged', async () => {
    const { kept, send } = intake();
    let sent = 0;
    for (const { name, examples: payloads } of examples) {
      for (const payload of payloads) {
        sent += 1;
        const answer = await send(JSON.stringify(payload), {
          'x-github-event': name,
          'x-github-delivery': `e-${sent}`,
        });
        expect(answer.status, name).toBe(202);
      }
    }
    expect(kept).toHaveLength(sent);
    expect(sent).toBeGreaterThanOrEqual(329);
  });
});
