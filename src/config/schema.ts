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

export const color = z
  .string()
  .regex(/^#?[0-9a-fA-F]{6}$/, { error: 'must be six hexadecimal digits, such as `0e8a16`.' })
  .transform((value) => value.replace('#', '').toLowerCase());

/** `@org/team` or `@login`. */
// Logins of managed users end in `_` and the enterprise's code.
export const owner = z.string().regex(/^@[A-Za-z0-9][A-Za-z0-9-]*(_[A-Za-z0-9]+|\/[A-Za-z0-9_.-]+)?$/, {
  error: 'must be a team (`@org/team`) or a person (`@login`), with the `@`.',
});
