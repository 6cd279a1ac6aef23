import type { CheckName } from '../../domain/action.ts';
import type { Delivery } from '../../domain/delivery.ts';
import { readCheckOf } from '../../github/read-checks.ts';
import { readPullRequestHead } from '../../github/read-pull-request-head.ts';
import type { Ports } from '../ports.ts';
import { pullOfCheck } from './check-action.ts';
import { type RerequestedPull, rerequestOf } from './rerequest.ts';

/**
 * The pull request whose check somebody asks for again. Of a fork's GitHub names none; our own check on that commit says whose it is, and where all
 * checks of the commit are asked for, that one is looked up.
 */
export async function rerequestedPull(
  ports: Ports,
  delivery: Delivery,
  name: CheckName,
): Promise<RerequestedPull | null> {
  const { repository, installation } = delivery;
  const asked = rerequestOf(delivery, name);
  if (!asked || asked.onDefaultBranch || !repository || installation === null) return null;
  const [named] = asked.pulls;
  if (named) return named;
  const client = ports.github(installation);
  const commit = { repository, sha: asked.sha, appId: ports.app.id, name };
  const externalId = asked.byName ? asked.externalId : (await readCheckOf(client, commit))?.externalId;
  const number = pullOfCheck(externalId);
  const head = number === null ? null : await readPullRequestHead(client, repository, number);
  return number !== null && head ? { number, base: { ref: head.base }, head: { sha: head.sha } } : null;
}
