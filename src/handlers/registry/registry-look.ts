import type { Delivery } from '../../domain/delivery.ts';
import type { ProposalSource } from '../../domain/registry-proposal.ts';
import { fullName } from '../../domain/repository.ts';
import { type NamedCause, ownDelivery } from '../shared/follow-up.ts';
import type { Proposal } from './registry-change.ts';

/**
 * To look once more at what a pull request in the registry comes from, since something has become of it. Nobody asks for it to be proposed.
 * @param merged as the event says: what GitHub answers may be older
 */
export function lookDelivery(cause: NamedCause, { kind, repository, about }: ProposalSource, merged = false): Delivery {
  const isFollowing = kind === 'follow';
  const action = isFollowing ? 'follow' : kind === 'yank' ? 'withdrawal' : 'proposal';
  const id = `${cause.id}:${action}:${fullName(repository)}:${about}`;
  const payload = isFollowing ? { before: about } : { release: { tag_name: about }, merged };
  return ownDelivery(cause, { id, action, repository, payload });
}

/** With what the delivery tells of the pull request. */
export function withNews(proposal: Proposal, { payload }: Delivery): Proposal {
  const { standing } = proposal;
  return standing && payload.merged === true ? { ...proposal, standing: { ...standing, state: 'merged' } } : proposal;
}
