import { z } from 'zod';

const TIME = '(?:[01]\\d|2[0-3]):[0-5]\\d';

/** Over midnight where they end before they begin; never none at all. */
export const hours = z
  .string()
  .regex(new RegExp(`^(${TIME})-(?!\\1$)(?:${TIME}|24:00)$`), { error: 'must be such as `09:00-17:00`.' });

/** Whose hours they are. */
export const timeZone = z
  .string()
  .refine(isTimeZone, { error: 'must be an IANA time zone, such as `Europe/Stockholm`.' });

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}
