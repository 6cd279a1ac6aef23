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
    const delivery: HookDelivery = {
      id: this.deliveries.length + 1,
      guid: randomUUID(),
      event,
      action: typeof payload.action === 'string' ? payload.action : null,
      repository,
      payload,
      deliveredAt: this.#now(),
      status: 'pending',
      statusCode: 0,
      redelivery: false,
    };
    this.deliveries.push(delivery);
    this.#enqueue(delivery);
  }

  /** The same webhook once more, with the same GUID. */
  redeliver(id: number): boolean {
    const original = this.deliveries.find((each) => each.id === id);
    if (!original) return false;
    const again = {
      ...original,
      id: this.deliveries.length + 1,
      redelivery: true,
      status: 'pending',
      statusCode: 0,
      deliveredAt: this.#now(),
    };
    this.deliveries.push(again);
    this.#enqueue(again);
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

  #enqueue(delivery: HookDelivery): void {
    this.#line = this.#line.then(() => this.#deliver(delivery));
  }

  async #deliver(delivery: HookDelivery): Promise<void> {
    if (!this.target) {
      delivery.status = 'failed to connect to host';
      return;
    }
    const body = JSON.stringify(delivery.payload);
    try {
      const answer = await fetch(this.target, {
        method: 'POST',
        body,
        signal: AbortSignal.timeout(TIMEOUT_MS),
        headers: {
          'content-type': 'application/json',
          'user-agent': 'GitHub-Hookshot/sandbox',
          'x-github-delivery': delivery.guid,
          'x-github-event': delivery.event,
          'x-github-hook-installation-target-type': 'integration',
          'x-hub-signature-256': `sha256=${createHmac('sha256', this.#secret).update(body).digest('hex')}`,
        },
      });
      delivery.statusCode = answer.status;
      delivery.status = answer.ok ? 'OK' : `Invalid HTTP Response: ${answer.status}`;
    } catch (error) {
      delivery.status =
        error instanceof Error && error.name === 'TimeoutError' ? 'timed out' : 'failed to connect to host';
    }
  }
}
