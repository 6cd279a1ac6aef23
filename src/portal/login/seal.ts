import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';

/** Turns values into text that nobody else can read, change or make, and that is good for a while. */
export interface Seal<T> {
  close(value: T, seconds: number): string;
  /** `null` where it was not closed by this seal, or its time is over. */
  open(text: string): T | null;
}

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** @param purpose what is closed for one purpose can't be opened for another */
export function createSeal<T>(
  { secret, now }: { secret: string; now: () => Date },
  purpose: string,
  schema: z.ZodType<T>,
): Seal<T> {
  const key = Buffer.from(hkdfSync('sha256', secret, '', `innkeeper ${purpose}`, 32));
  const content = z.object({ until: z.number(), value: schema });
  return {
    close(value, seconds) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce);
      const text = JSON.stringify({ until: now().getTime() + seconds * 1000, value });
      const hidden = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), hidden]).toString('base64url');
    },
    open(text) {
      const bytes = Buffer.from(text, 'base64url');
      if (bytes.length <= NONCE_BYTES + TAG_BYTES) return null;
      const [nonce, tag] = [bytes.subarray(0, NONCE_BYTES), bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES)];
      try {
        const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAuthTag(tag);
        const shown = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
        const { until, value } = content.parse(JSON.parse(shown.toString('utf8')));
        return until > now().getTime() ? value : null;
      } catch {
        return null;
      }
    },
  };
}
