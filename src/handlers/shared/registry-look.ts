import type { Delivery } from '../../domain/delivery.ts';
import type { ProposalSource } from '../../domain/registry-proposal.ts';
import { fullName } from '../../domain/repository.ts';

/** To look once more at what a pull request in the registry comes from, since something has become of it. Nobody asks for it to be proposed. */
export function lookDelivery(
  cause: Pick<Delivery, 'id' | 'installation' | 'receivedAt'>,
  { kind, repository, about }: ProposalSource,
): Delivery {
  const isFollowing = kind === 'follow';
  const action = isFollowing ? 'follow' : kind === 'yank' ? 'withdrawal' : 'proposal';
  return {
    id: `${cause.id}:${action}:${fullName(repository)}:${about}`,
    event: 'innkeeper',
    action,
    installation: cause.installation,
    repository,
    payload: isFollowing ? { before: about } : { release: { tag_name: about } },
    receivedAt: cause.receivedAt,
  };
}
