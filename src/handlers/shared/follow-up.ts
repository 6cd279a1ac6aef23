import type { Delivery } from '../../domain/delivery.ts';
import { fullName, type RepositoryRef } from '../../domain/repository.ts';

/** What a follow-up takes over from its cause. */
type Cause = Pick<Delivery, 'id' | 'installation' | 'receivedAt'>;

/** A repository's check that follows from another event; its id is that event's, so that a repeated event repeats nothing. */
export function checkDelivery(cause: Cause, repository: RepositoryRef): Delivery {
  return {
    id: `${cause.id}:check:${fullName(repository)}`,
    event: 'innkeeper',
    action: 'check',
    installation: cause.installation,
    repository,
    payload: {},
    receivedAt: cause.receivedAt,
  };
}

/** A pull request's check that follows from another event; as {@link checkDelivery}. */
export function pullRequestDelivery(cause: Cause, repository: RepositoryRef, number: number): Delivery {
  return {
    ...checkDelivery(cause, repository),
    id: `${cause.id}:pull-request:${fullName(repository)}#${number}`,
    action: 'pull-request',
    payload: { number },
  };
}
