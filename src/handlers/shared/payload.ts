import type { z } from 'zod';
import type { Delivery } from '../../domain/delivery.ts';

/** Reads the part of a payload that a feature needs; `null` where GitHub sent something else than it should. */
export function readPayload<T>(delivery: Delivery, schema: z.ZodType<T>): T | null {
  const parsed = schema.safeParse(delivery.payload);
  return parsed.success ? parsed.data : null;
}
