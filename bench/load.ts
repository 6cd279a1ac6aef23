import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';

export interface Load {
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
  readonly seconds: number;
  /** Requests are begun at this pace; default: each connection sends again as soon as it was answered. */
  readonly perSecond?: number;
}

/** Sends webhooks, each with an id of its own. @returns the milliseconds that each took; any answer but 2xx is thrown */
export async function send(load: Load): Promise<readonly number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.connections });
  const until = performance.now() + load.seconds * 1000;
  const times: number[] = [];
  const one = async (due: number) => {
    await post(load, agent);
    times.push(performance.now() - due);
  };
  if (load.perSecond === undefined) {
    const connections = Array.from({ length: load.connections }, async () => {
      while (performance.now() < until) await one(performance.now());
    });
    await Promise.all(connections);
  } else {
    await paced(load.perSecond, until, one);
  }
  agent.destroy();
  return times;
}

/** A request that had to wait for a free connection counts from when it was due. */
async function paced(perSecond: number, until: number, one: (due: number) => Promise<void>): Promise<void> {
  const running = new Set<Promise<void>>();
  for (let due = performance.now(); due < until; due += 1000 / perSecond) {
    const wait = due - performance.now();
    if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
    const each = one(due).finally(() => running.delete(each));
    running.add(each);
  }
  await Promise.all(running);
}

function post({ url, body, headers }: Load, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method: 'POST',
        agent,
        headers: { ...headers, 'x-github-delivery': randomUUID(), 'content-length': body.length },
      },
      (answer) => {
        const { statusCode = 0 } = answer;
        answer.resume().once('end', () => {
          if (statusCode >= 200 && statusCode < 300) resolve();
          else reject(new Error(`${url} answered ${statusCode}`));
        });
      },
    );
    sent.once('error', reject);
    sent.end(body);
  });
}

/** @param share 0 to 1 */
export function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
