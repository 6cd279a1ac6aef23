import { proposingRegistries } from '../config/registries.ts';
import type { Installation } from '../github/read-installations.ts';
import { type RegistryPull, readOpenRegistryPulls } from '../github/read-registry-pull.ts';
import { mergeDelivery, mergedFrom } from '../handlers/registry/registry-change.ts';
import { isWritten } from '../handlers/shared/judge.ts';
import { loadPolicy } from '../handlers/shared/policy.ts';
import { proposalIn } from '../messages/markers.ts';
import { forEachInstallation, type Round } from './installations.ts';

/**
 * Hands on the registry's pull requests that have waited long enough, each to be judged once more and merged in the registry's turn. One query
 * for fifty that are open.
 * @returns how many were handed on
 */
export function handOnMerges(round: Round): Promise<number> {
  return forEachInstallation(round, 'a registry’s pull requests were left out', handOnInstallation);
}

async function handOnInstallation({ id, account }: Installation, { store, ports, now }: Round): Promise<number> {
  const { policy } = await loadPolicy(ports, account, id);
  if (!policy || !isWritten(policy.mode)) return 0;
  const automatic = proposingRegistries(policy, account).filter(
    ({ policy: own }) => own.registry.merge === 'automatic',
  );
  const at = now.toISOString();
  let fresh = 0;
  for (const { registry } of automatic) {
    for (const pull of await readOpenRegistryPulls(ports.github(id, 'sweep'), registry)) {
      const source = proposalIn(pull.body);
      if (!source || pull.holds.length > 0) continue;
      const from = mergedFrom(source, policy, pull.createdAt) ?? new Date(pull.createdAt);
      if (from.getTime() > now.getTime()) continue;
      const input = { registry, source, at, occasion: occasionOf(pull, from, now) };
      if (await store.jobs.submit(mergeDelivery({ installation: id, receivedAt: at }, input))) fresh += 1;
    }
  }
  return fresh;
}

const MINUTE_MS = 60_000;

/** What GitHub didn't let through is tried every ten minutes for an hour, then every hour, and as soon as somebody did something about it. */
function occasionOf({ number, updatedAt }: RegistryPull, from: Date, now: Date): string {
  const minutes = (now.getTime() - from.getTime()) / MINUTE_MS;
  const turn = minutes < 60 ? Math.floor(minutes / 10) : `${Math.floor(minutes / 60)}h`;
  return `${number}:${updatedAt}:${turn}`;
}
