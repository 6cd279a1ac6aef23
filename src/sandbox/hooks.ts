import { createHmac, randomUUID } from 'node:crypto';
import type { HookDelivery } from './model.ts';

/** GitHub waits so long for an answer to a webhook, and never sends it again by itself. */
const TIMEOUT_MS = 10_000;

/** Sends the App its webhooks: signed, in order, once; all are recorded. */
export class Hooks {
  readonly deliveries: HookDelivery[] = [];
  target: string | null = null;
  readonly #secret: string;
  readonly #now: () => string;
  #line: Promise<void> = Promise.resolve();

  constructor(secret: string, now: () => string) {
    this.#secret = secret;
    this.#now = now;
  }

  send(event: string, payload: Readonly<Record<string, unknown>>, repository: string | null): void {
    const action = typeof payload.action === 'string' ? payload.action : null;
    this.#enqueue({ guid: randomUUID(), event, action, repository, payload, redelivery: false });
  }

  /** The same webhook once more, with the same GUID. */
  redeliver(id: number): boolean {
    const original = this.deliveries.find((each) => each.id === id);
    if (!original) return false;
    const { guid, event, action, repository, payload } = original;
    this.#enqueue({ guid, event, action, repository, payload, redelivery: true });
    return true;
  }

  /** Resolves when every webhook has been sent and answered. */
  async settled(): Promise<void> {
    let seen: Promise<void>;
    do {
      seen = this.#line;
      await seen;
    } while (seen !== this.#line);
  }

  #enqueue(news: Pick<HookDelivery, 'guid' | 'event' | 'action' | 'repository' | 'payload' | 'redelivery'>): void {
    const delivery: HookDelivery = {
      ...news,
      id: this.deliveries.length + 1,
      deliveredAt: this.#now(),
      status: 'pending',
      statusCode: 0,
      duration: 0,
      requestHeaders: {},
      responseHeaders: {},
      responseBody: '',
    };
    this.deliveries.push(delivery);
    this.#line = this.#line.then(() => this.#deliver(delivery));
  }

  async #deliver(delivery: HookDelivery): Promise<void> {
    if (!this.target) {
      delivery.status = 'failed to connect to host';
      return;
    }
    const body = JSON.stringify(delivery.payload);
    delivery.requestHeaders = {
      accept: '*/*',
      'content-type': 'application/json',
      'user-agent': 'GitHub-Hookshot/sandbox',
      'x-github-delivery': delivery.guid,
      'x-github-event': delivery.event,
      'x-github-hook-id': '1',
      'x-github-hook-installation-target-id': '1',
      'x-github-hook-installation-target-type': 'integration',
      'x-hub-signature-256': `sha256=${createHmac('sha256', this.#secret).update(body).digest('hex')}`,
    };
    const started = performance.now();
    try {
      const answer = await fetch(this.target, {
        method: 'POST',
        body,
        signal: AbortSignal.timeout(TIMEOUT_MS),
        headers: delivery.requestHeaders,
      });
      delivery.statusCode = answer.status;
      delivery.status = answer.ok ? 'OK' : `Invalid HTTP Response: ${answer.status}`;
      delivery.responseHeaders = Object.fromEntries(answer.headers);
      delivery.responseBody = await answer.text();
    } catch (error) {
      delivery.status =
        error instanceof Error && error.name === 'TimeoutError' ? 'timed out' : 'failed to connect to host';
    }
    delivery.duration = Math.round(performance.now() - started) / 1000;
  }
}
