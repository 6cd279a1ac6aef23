import type { Client } from './client.ts';

/** One attempt of GitHub to deliver a webhook; a redelivery is another one with the same GUID. */
export interface HookAttempt {
  readonly id: number;
  readonly guid: string;
  /** ISO 8601. */
  readonly deliveredAt: string;
  /** What the App answered; 0 or 5xx where it did not. */
  readonly statusCode: number;
}

interface AttemptJson {
  readonly id: number;
  readonly guid: string;
  readonly delivered_at: string;
  readonly status_code: number;
}

/** A page is 100; past so many an operator had better look why. */
const PAGES = 100;

/** @param client as the App itself. Newest first, back to then. GitHub keeps them for three days. */
export async function readHookAttempts(client: Client, since: Date): Promise<readonly HookAttempt[]> {
  const attempts: HookAttempt[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page++) {
    const { data, headers } = await client.rest<readonly AttemptJson[]>('GET /app/hook/deliveries', {
      per_page: 100,
      ...(cursor ? { cursor } : {}),
    });
    const recent = data.filter(({ delivered_at }) => Date.parse(delivered_at) >= since.getTime());
    attempts.push(
      ...recent.map(({ id, guid, delivered_at, status_code }) => ({
        id,
        guid,
        deliveredAt: delivered_at,
        statusCode: status_code,
      })),
    );
    cursor = /[?&]cursor=([^&>]+)[^>]*>; rel="next"/.exec(String(headers.link ?? ''))?.[1];
    if (!cursor || recent.length < data.length) break;
    cursor = decodeURIComponent(cursor);
  }
  return attempts;
}

/** Asks GitHub to deliver it once more; `false` where GitHub has forgotten it. */
export async function redeliver(client: Client, attempt: number): Promise<boolean> {
  return (await client.find('POST /app/hook/deliveries/{delivery_id}/attempts', { delivery_id: attempt })) !== null;
}
