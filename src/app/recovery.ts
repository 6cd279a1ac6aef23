import type { Client } from '../github/client.ts';
import { type HookAttempt, readHookAttempts, redeliver } from '../github/deliveries.ts';
import type { Store } from '../store/store.ts';

/** GitHub forgets deliveries after three days. */
const HORIZON_MS = 3 * 24 * 60 * 60 * 1000;
/** An attempt so young may still be on its way, or being kept. */
const ON_ITS_WAY_MS = 30_000;
/** Between attempts the time doubles from here; with the last one a day has passed, and only an operator can tell why. */
const FIRST_WAIT_MS = 60_000;
const ATTEMPTS = 11;
/** Redeliveries a run: they come back as webhooks, all at once. */
const A_RUN = 500;

/**
 * Has redelivered what GitHub tried to deliver and never reached the store: GitHub itself tries only once. What we acknowledged and don't know
 * is asked for too, as far back as this store reaches: a disk may have lost it.
 * @param client as the App itself
 * @returns how many were asked for
 */
export async function recoverDeliveries(client: Client, store: Store, now: Date): Promise<number> {
  const attempts = await readHookAttempts(client, new Date(now.getTime() - HORIZON_MS));
  const known = await store.deliveries.known([...new Set(attempts.map(({ guid }) => guid))]);
  const missing = lost({ attempts, known, storeSince: await sinceOf(store, now), now }).slice(0, A_RUN);
  for (const { id } of missing) await redeliver(client, id);
  return missing.length;
}

/** Pure: of each delivery that is lost, the attempt to repeat; the oldest first. */
export function lost(facts: {
  attempts: readonly HookAttempt[];
  known: ReadonlySet<string>;
  storeSince: Date;
  now: Date;
}): readonly HookAttempt[] {
  const { known, storeSince, now } = facts;
  const byGuid = Map.groupBy(facts.attempts, ({ guid }) => guid);
  return [...byGuid.values()]
    .flatMap((attempts) => {
      const [newest] = attempts.toSorted((one, other) => Date.parse(other.deliveredAt) - Date.parse(one.deliveredAt));
      if (!newest || known.has(newest.guid) || attempts.length >= ATTEMPTS) return [];
      const at = Date.parse(newest.deliveredAt);
      const wait = attempts.length === 1 ? ON_ITS_WAY_MS : FIRST_WAIT_MS * 2 ** (attempts.length - 2);
      const acknowledged = attempts.some(({ statusCode }) => statusCode >= 200 && statusCode < 300);
      const ours = !acknowledged || at > storeSince.getTime();
      return ours && now.getTime() - at >= wait ? [newest] : [];
    })
    .toSorted((one, other) => Date.parse(one.deliveredAt) - Date.parse(other.deliveredAt));
}

/** Since when this store has kept deliveries: what GitHub delivered before then went to another. */
async function sinceOf(store: Store, now: Date): Promise<Date> {
  const kept = await store.memory.get<{ since: string }>('store', 'birth');
  if (kept) return new Date(kept.since);
  await store.memory.put('store', 'birth', { since: now.toISOString() });
  return now;
}
