import { createHash } from 'node:crypto';

/** Git's id of a text, as `git hash-object` gives it. */
export function blobId(text: string): string {
  return createHash('sha1')
    .update(`blob ${Buffer.byteLength(text)}\0${text}`)
    .digest('hex');
}
