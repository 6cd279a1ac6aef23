import type { Client } from '../github/client.ts';
import { type Installation, readInstallations } from '../github/read-installations.ts';
import type { Ports } from '../handlers/ports.ts';
import type { Store } from '../store/store.ts';

/** What the schedule does on its own, without an event, has to work with. */
export interface Round {
  readonly store: Store;
  readonly ports: Ports;
  /** GitHub, as the App itself. */
  readonly app: Client;
  /** It acts as of then. */
  readonly now: Date;
}

/**
 * Does something for each of the App's installations, one after the other. Where one fails, the others have their turn all the same.
 * @param failed what the log then says
 * @returns the sum of what `work` found
 */
export async function forEachInstallation(
  round: Round,
  failed: string,
  work: (installation: Installation, round: Round) => Promise<number>,
): Promise<number> {
  let found = 0;
  for (const installation of await readInstallations(round.app)) {
    try {
      found += await work(installation, round);
    } catch (err) {
      round.ports.log.warn({ err, installation: installation.id }, failed);
    }
  }
  return found;
}
