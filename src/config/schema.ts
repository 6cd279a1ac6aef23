import { z } from 'zod';

/** A mapping that refuses keys it doesn't know, and says which it does. Everything people write is made of these. */
export function strict<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? JSON.stringify(Object.keys(shape)) : undefined),
  });
}

/** One value where a list of values may stand. */
export function oneOrMany<Item extends z.ZodType>(item: Item) {
  return z.union([item.transform((value) => [value]), z.array(item)]);
}

export const date = z.iso.date({ error: 'must be a date such as 2027-03-31.' });

const HOUR_MS = 3_600_000;
const UNITS_MS: Readonly<Record<string, number>> = { hour: HOUR_MS, day: 24 * HOUR_MS, week: 7 * 24 * HOUR_MS };
const DURATION = /^(\d{1,3}) (hour|day|week)s?$/;

const NO_DURATION = { error: 'must be `0`, or a time such as `12 hours`, `3 days` or `1 week`.' };

/** A time by the clock, nights and weekends counted: `0`, `12 hours`, `3 days`, `1 week`. Read as milliseconds. */
export const duration = z
  .union([z.number().min(0, NO_DURATION).max(0, NO_DURATION), z.string().regex(DURATION, NO_DURATION)])
  .transform((written) => {
    const [, amount = '0', unit = 'hour'] = DURATION.exec(String(written)) ?? [];
    return Number(amount) * (UNITS_MS[unit] ?? 0);
  });

export const color = z
  .string()
  .regex(/^#?[0-9a-fA-F]{6}$/, { error: 'must be six hexadecimal digits, such as `0e8a16`.' })
  .transform((value) => value.replace('#', '').toLowerCase());

/** `@org/team` or `@login`. */
// Logins of managed users end in `_` and the enterprise's code.
export const owner = z.string().regex(/^@[A-Za-z0-9][A-Za-z0-9-]*(_[A-Za-z0-9]+|\/[A-Za-z0-9_.-]+)?$/, {
  error: 'must be a team (`@org/team`) or a person (`@login`), with the `@`.',
});
