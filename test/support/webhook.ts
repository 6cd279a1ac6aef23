import { createHmac } from 'node:crypto';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';

/** Sends a webhook past the stand-in, signed as it would. @returns the status that was answered */
export async function sendWebhook(
  target: { sandbox: Sandbox; url: string },
  webhook: { id: string; event: string; payload: object },
): Promise<number> {
  const body = JSON.stringify(webhook.payload);
  const signature = createHmac('sha256', target.sandbox.app.webhookSecret).update(body).digest('hex');
  const answer = await fetch(`${target.url}/api/github/webhooks`, {
    method: 'POST',
    body,
    headers: {
      // A connection kept from long ago may just be closing.
      connection: 'close',
      'content-type': 'application/json',
      'x-github-delivery': webhook.id,
      'x-github-event': webhook.event,
      'x-hub-signature-256': `sha256=${signature}`,
    },
  });
  return answer.status;
}
