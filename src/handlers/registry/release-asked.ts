import { z } from 'zod';
import { CHECK_NAMES } from '../../domain/action.ts';
import type { Delivery } from '../../domain/delivery.ts';
import type { RepositoryRef } from '../../domain/repository.ts';
import type { Client } from '../../github/client.ts';
import { type AssetDigest, digestsOf, withDigests } from '../../github/read-digests.ts';
import { type ReleaseReading, readRelease } from '../../github/read-release.ts';
import { readReleasedTag } from '../../github/read-released-tag.ts';
import { releaseMarker } from '../../messages/markers.ts';
import { versionFilePaths } from '../../registry/version-files/index.ts';
import type { Ports } from '../ports.ts';
import { readPayload } from '../shared/payload.ts';
import { type Rerequest, rerequestOf } from '../shared/rerequest.ts';

const asset = z.object({ name: z.string(), digest: z.string().nullish() });
const published = z.object({ release: z.object({ tag_name: z.string(), assets: z.array(asset).optional() }) });

/** The release at its tag. What a webhook tells of its assets is asked for where there was none. */
export async function readAsked(
  ports: Ports,
  client: Client,
  repository: RepositoryRef,
  { tagName, assets }: Asked,
): Promise<ReleaseReading | null> {
  const reading = await readRelease(client, {
    repository,
    tag: tagName,
    appId: ports.app.id,
    check: CHECK_NAMES.registry,
    markerOf: releaseMarker,
    versionFiles: versionFilePaths('.'),
    digests: digestsOf(assets ?? []),
    now: ports.now(),
  });
  return reading && assets === null ? withDigests(client, repository, reading) : reading;
}

/** The release that an event is about. */
export interface Asked {
  readonly tagName: string;
  /** As the webhook tells of them; `null` where there was none. */
  readonly assets: readonly AssetDigest[] | null;
  readonly rerequest: Rerequest | null;
}

/** Which release an event is about; `null` where it is about none. */
export async function askedOf(delivery: Delivery, repository: RepositoryRef, client: Client): Promise<Asked | null> {
  const payload = readPayload(delivery, published);
  if (payload) return { tagName: payload.release.tag_name, assets: payload.release.assets ?? null, rerequest: null };
  const moved = movedTag(delivery);
  if (moved) return { tagName: moved, assets: null, rerequest: null };
  const rerequest = rerequestOf(delivery, CHECK_NAMES.registry);
  const tagName = rerequest && (await readReleasedTag(client, repository, rerequest.sha));
  return tagName ? { tagName, assets: null, rerequest } : null;
}

const pushed = z.object({ ref: z.string(), created: z.boolean(), deleted: z.boolean() });
const TAGS = 'refs/tags/';

/** The tag that a push moves to another commit: one that is new has no release yet. */
function movedTag(delivery: Delivery): string | null {
  const push = delivery.event === 'push' ? readPayload(delivery, pushed) : null;
  if (!push?.ref.startsWith(TAGS) || push.created || push.deleted) return null;
  return push.ref.slice(TAGS.length);
}

/** With all checks of a commit, only one that was written is asked for. */
export function isBystander(rerequest: Rerequest | null, { check }: ReleaseReading): boolean {
  return rerequest !== null && !rerequest.byName && check === null;
}
