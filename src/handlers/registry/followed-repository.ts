import { z } from 'zod';
import type { Delivery } from '../../domain/delivery.ts';
import { parseFullName, type RepositoryRef } from '../../domain/repository.ts';
import type { Client } from '../../github/client.ts';
import { readPage } from '../../github/read-page.ts';
import { readPayload } from '../shared/payload.ts';

/** What the registry says of a repository's packages whatever their versions, as it is now. */
export interface FollowedRepository {
  /** As its entries in the registry call it: its present name, where it wasn't renamed. */
  readonly old: RepositoryRef;
  /** The address of its page. */
  readonly url: string;
  readonly archived: boolean;
}

const account = z.object({ login: z.string() });
const event = z.object({
  changes: z
    .object({
      repository: z.object({ name: z.object({ from: z.string() }) }).optional(),
      owner: z.object({ from: z.object({ user: account.nullish(), organization: account.nullish() }) }).optional(),
    })
    .optional(),
  repository: z.object({ html_url: z.string(), archived: z.boolean() }),
});
const look = z.object({ before: z.string() });

/**
 * As the event tells, or GitHub where it is looked at once more; `null` for an event that names no repository.
 * @throws GitHubRefusal where the repository is gone
 */
export async function followedRepository(
  delivery: Delivery,
  repository: RepositoryRef,
  client: Client,
): Promise<FollowedRepository | null> {
  const told = readPayload(delivery, event);
  if (told) {
    const { html_url: url, archived } = told.repository;
    return { old: formerly(repository, told.changes), url, archived };
  }
  const old = parseFullName(readPayload(delivery, look)?.before ?? '');
  return old && { old, ...(await readPage(client, repository)) };
}

/** The name that a repository had before the event; `null` where the event tells of none. */
export function formerName(delivery: Delivery): RepositoryRef | null {
  const told = readPayload(delivery, event);
  return delivery.repository && told && formerly(delivery.repository, told.changes);
}

function formerly(now: RepositoryRef, changes: z.infer<typeof event>['changes']): RepositoryRef {
  const from = changes?.owner?.from;
  return {
    owner: (from?.organization ?? from?.user)?.login ?? now.owner,
    name: changes?.repository?.name.from ?? now.name,
  };
}
