import { Webhooks } from '@octokit/webhooks';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Delivery } from '../domain/delivery.ts';

/** GitHub caps payloads at 25 MB. */
const PAYLOAD_LIMIT = 25 * 1024 * 1024;
const SIGNATURE = /^sha256=[0-9a-f]{64}$/;

/**
 * `POST /api/github/webhooks`: the signature is verified on the raw bytes, the delivery is kept, and only then acknowledged. The work is done
 * from the queue.
 */
export function createIntake(options: {
  secret: string;
  submit: (delivery: Delivery, body: string) => Promise<boolean>;
  now: () => Date;
  onError: (error: unknown) => void;
}): Hono {
  const webhooks = new Webhooks({ secret: options.secret });
  const routes = new Hono();
  routes.post(
    '/api/github/webhooks',
    bodyLimit({
      maxSize: PAYLOAD_LIMIT,
      onError: (context) => context.json({ error: 'The payload is too large.' }, 413),
    }),
    async (context) => {
      const id = context.req.header('x-github-delivery');
      const event = context.req.header('x-github-event');
      const signature = context.req.header('x-hub-signature-256');
      if (!id || !event) return context.json({ error: 'X-GitHub-Delivery and X-GitHub-Event are needed.' }, 400);
      // Before the body is read: what can't be right costs nothing.
      if (!signature || !SIGNATURE.test(signature)) {
        return context.json({ error: 'X-Hub-Signature-256 is missing, or no SHA-256 signature.' }, 401);
      }
      const body = Buffer.from(await context.req.arrayBuffer()).toString('utf8');
      if (!(await webhooks.verify(body, signature))) {
        return context.json({ error: 'The signature doesn’t match.' }, 401);
      }
      const payload = parse(body);
      if (!payload) return context.json({ error: 'The body is no JSON object.' }, 400);
      try {
        const fresh = await options.submit(
          deliveryOf({ id, event, payload, receivedAt: options.now().toISOString() }),
          body,
        );
        return context.json({ id, status: fresh ? 'accepted' : 'known' }, 202);
      } catch (error) {
        options.onError(error);
        return context.json({ error: 'The delivery could not be kept; send it again.' }, 503, { 'Retry-After': '30' });
      }
    },
  );
  return routes;
}

function parse(body: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** A delivery from what GitHub sent: what is missing in the payload is `null`. */
export function deliveryOf(input: {
  id: string;
  event: string;
  payload: Readonly<Record<string, unknown>>;
  receivedAt: string;
}): Delivery {
  const payload = input.payload as {
    action?: unknown;
    installation?: { id?: unknown } | null;
    repository?: { name?: unknown; owner?: { login?: unknown } | null } | null;
  };
  const owner = payload.repository?.owner?.login;
  const name = payload.repository?.name;
  const installation = payload.installation?.id;
  return {
    ...input,
    action: typeof payload.action === 'string' ? payload.action : null,
    installation: typeof installation === 'number' ? installation : null,
    repository: typeof owner === 'string' && typeof name === 'string' ? { owner, name } : null,
  };
}
