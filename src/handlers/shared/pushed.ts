import { z } from 'zod';
import type { Delivery } from '../../domain/delivery.ts';
import { readPayload } from './payload.ts';

const paths = z.array(z.string());
const payload = z.object({
  ref: z.string(),
  deleted: z.boolean(),
  repository: z.object({ default_branch: z.string() }),
  commits: z.array(z.object({ added: paths, modified: paths, removed: paths }).partial()),
});

/** Whether a push to the default branch touches a file of which this holds, as far as GitHub tells. */
export function isPushOf(delivery: Delivery, concerns: (path: string) => boolean): boolean {
  const pushed = delivery.event === 'push' ? readPayload(delivery, payload) : null;
  if (!pushed || pushed.deleted || pushed.ref !== `refs/heads/${pushed.repository.default_branch}`) return false;
  const { commits } = pushed;
  const touched = commits.flatMap(({ added = [], modified = [], removed = [] }) => [...added, ...modified, ...removed]);
  // GitHub lists no more than so many commits of a push; then what they touched isn't known.
  return commits.length === 0 || commits.length >= 20 || touched.some(concerns);
}
