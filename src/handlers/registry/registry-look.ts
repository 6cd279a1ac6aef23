import type { Delivery } from '../../domain/delivery.ts';
import type { ProposalSource } from '../../domain/registry-proposal.ts';
import { fullName } from '../../domain/repository.ts';
import type { Proposal } from './registry-change.ts';

/**
 * To look once more at what a pull request in the registry comes from, since something has become of it. Nobody asks for it to be proposed.
 * @param merged as the event says: what GitHub answers may be older
 */
export function lookDelivery(
  cause: Pick<Delivery, 'id' | 'installation' | 'receivedAt'>,
  { kind, repository, about }: ProposalSource,
  merged = false,
): Delivery {
  const isFollowing = kind === 'follow';
  const action = isFollowing ? 'follow' : kind === 'yank' ? 'withdrawal' : 'proposal';
  return {
    id: `${cause.id}:${action}:${fullName(repository)}:${about}`,
    event: 'innkeeper',
    action,
    installation: cause.installation,
    repository,
    payload: isFollowing ? { before: about } : { release: { tag_name: about }, merged },
    receivedAt: cause.receivedAt,
  };
}

/** With what the delivery tells of the pull request. */
export function withNews(proposal: Proposal, { payload }: Delivery): Proposal {
  const { standing } = proposal;
  return standing && payload.merged === true ? { ...proposal, standing: { ...standing, state: 'merged' } } : proposal;
}
