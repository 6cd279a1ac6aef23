import { proposingRegistries } from '../../config/registries.ts';
import type { Action } from '../../domain/action.ts';
import type { Delivery } from '../../domain/delivery.ts';
import { isRegistration } from '../../domain/registry-proposal.ts';
import { type RepositoryRef, sameRepository } from '../../domain/repository.ts';
import { type RegistryPull, readOpenRegistryPulls } from '../../github/read-registry-pull.ts';
import { proposalIn, withdrawalMarker } from '../../messages/markers.ts';
import type { Ports } from '../ports.ts';
import { isWritten } from '../shared/judge.ts';
import { loadPolicy } from '../shared/policy.ts';

/** A version that waits in an open pull request of the registry. */
export interface WaitingVersion {
  readonly registry: RepositoryRef;
  readonly pull: RegistryPull;
  /** Its release's. */
  readonly tag: string;
}

/**
 * The versions that a repository has waiting in its organisation's registries; none where the policy has them committed. One query a registry
 * for fifty open pull requests.
 * @param proposedBy the repository, by the name that it had then
 */
export async function waitingVersions(
  { repository, installation }: Delivery,
  ports: Ports,
  proposedBy: RepositoryRef,
): Promise<readonly WaitingVersion[]> {
  if (!repository || installation === null) return [];
  const { policy } = await loadPolicy(ports, repository.owner, installation);
  if (!policy || !isWritten(policy.mode)) return [];
  const found = await Promise.all(
    proposingRegistries(policy, repository.owner).map(async ({ registry }) => {
      const open = await readOpenRegistryPulls(ports.github(installation), registry);
      return open.flatMap((pull) => {
        const source = proposalIn(pull.body);
        const isTheirs = source && isRegistration(source.kind) && sameRepository(source.repository, proposedBy);
        return isTheirs ? [{ registry, pull, tag: source.about }] : [];
      });
    }),
  );
  return found.flat();
}

/** Closes its pull request. @param why the comment's text, with its marker */
export function closing({ registry: repository, pull, tag }: WaitingVersion, why: string): readonly Action[] {
  const { number, branch } = pull;
  return [
    { kind: 'pull-request', repository, branch, number, end: { kind: 'close' } },
    { kind: 'comment', repository, number, marker: withdrawalMarker(tag), body: why },
  ];
}
