import type { Delivery } from '../../domain/delivery.ts';
import { fullName, type RepositoryRef } from '../../domain/repository.ts';

/** What a delivery of our own takes over from what caused it. */
export type Cause = Pick<Delivery, 'installation' | 'receivedAt'>;

/** A cause by whose id what follows is named, so that a repeated event repeats nothing. */
export type NamedCause = Cause & Pick<Delivery, 'id'>;

/** Work that we give ourselves, as the event `innkeeper.<action>`; a second one of the same id is not taken. */
export function ownDelivery(
  { installation, receivedAt }: Cause,
  own: Pick<Delivery, 'id' | 'repository' | 'payload'> & { readonly action: string },
): Delivery {
  const { id, action, repository, payload } = own;
  return { id, event: 'innkeeper', action, installation, repository, payload, receivedAt };
}

/** A repository's check that follows from another event. */
export function checkDelivery(cause: NamedCause, repository: RepositoryRef): Delivery {
  const id = `${cause.id}:check:${fullName(repository)}`;
  return ownDelivery(cause, { id, action: 'check', repository, payload: {} });
}

/** A pull request's check that follows from another event. */
export function pullRequestDelivery(cause: NamedCause, repository: RepositoryRef, number: number): Delivery {
  const id = `${cause.id}:pull-request:${fullName(repository)}#${number}`;
  return ownDelivery(cause, { id, action: 'pull-request', repository, payload: { number } });
}

/** A release's registration that follows from another event. */
export function registerDelivery(cause: NamedCause, repository: RepositoryRef, tag: string): Delivery {
  const payload = { release: { tag_name: tag } };
  return ownDelivery(cause, { id: `${cause.id}:register:${tag}`, action: 'register', repository, payload });
}
