import { createHmac, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { examples } from '../support/webhook-examples.ts';
import { startWorld } from '../support/world.ts';

test('GitHub’s own example payloads are all answered, and none crashes anything', { timeout: 120_000 }, async () => {
  const world = await startWorld();
  try {
    for (const { name, examples: payloads } of examples) {
      for (const payload of payloads) {
        const body = JSON.stringify(payload);
        const answer = await fetch(`${world.app.url}/api/github/webhooks`, {
          method: 'POST',
          body,
          headers: {
            'x-github-delivery': randomUUID(),
            'x-github-event': name,
            'x-hub-signature-256': `sha256=${createHmac('sha256', world.sandbox.app.webhookSecret).update(body).digest('hex')}`,
          },
        });
        expect(answer.ok, name).toBe(true);
      }
    }
    await world.app.store.jobs.idle();
    const failed = await world.app.store.deliveries.list({ status: 'failed', limit: 400 });
    expect(failed.map(({ event, action, outcome }) => `${event}.${action}: ${outcome}`)).toEqual([]);
    expect((await fetch(`${world.app.url}/healthz`)).status).toBe(200);
  } finally {
    await world.close();
  }
});
