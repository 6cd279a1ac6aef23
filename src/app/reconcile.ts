import { CHECK_NAMES } from '../domain/action.ts';
import type { Installation } from '../github/read-installations.ts';
import { readUnchecked } from '../github/read-unchecked.ts';
import { pullRequestDelivery } from '../handlers/shared/follow-up.ts';
import { isWritten } from '../handlers/shared/judge.ts';
import { loadPolicy } from '../handlers/shared/policy.ts';
import { RECONCILED } from '../handlers/shared/remembered.ts';
import { forEachInstallation, type Round } from './installations.ts';

/** What changed while nobody looked is found as far back as this, at the first run. */
const FIRST_LOOK_MS = 3 * 24 * 60 * 60 * 1000;
/** What changed so recently is looked at once more next time: GitHub's search knows of changes only after some seconds. */
const OVERLAP_MS = 5 * 60_000;

/**
 * Has those open pull requests evaluated that lack our check: their webhooks are lost for good, after three days of which GitHub tells nothing.
 * @returns how many
 */
export function reconcile(round: Round): Promise<number> {
  // Where it fails, the next look begins where the last one did.
  return forEachInstallation(round, 'pull requests without a check could not be looked for', reconcileInstallation);
}

async function reconcileInstallation({ id, account }: Installation, { store, ports, now }: Round): Promise<number> {
  const { policy } = await loadPolicy(ports, account, id);
  if (!policy || !isWritten(policy.mode)) return 0;
  const key = account.toLowerCase();
  const seen = await ports.memory.get<{ until: string }>(RECONCILED, key);
  const { pulls, seenUntil } = await readUnchecked(ports.github(id, 'sweep'), {
    organization: account,
    since: seen ? new Date(Date.parse(seen.until) - OVERLAP_MS) : new Date(now.getTime() - FIRST_LOOK_MS),
    until: now,
    appId: ports.app.id,
    check: CHECK_NAMES.pullRequest,
  });
  let fresh = 0;
  for (const { repository, number, head } of pulls) {
    // One that was looked at on this very head, or waits for it, is known under the same id.
    const cause = { id: `reconcile:${head}`, installation: id, receivedAt: now.toISOString() };
    if (await store.jobs.submit(pullRequestDelivery(cause, repository, number))) fresh += 1;
  }
  await ports.memory.put(RECONCILED, key, { until: seenUntil.toISOString() });
  return fresh;
}
