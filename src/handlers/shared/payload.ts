import { z } from 'zod';
import type { Delivery } from '../../domain/delivery.ts';

/** Reads the part of a payload that a feature needs; `null` where GitHub sent something else than it should. */
export function readPayload<T>(delivery: Delivery, schema: z.ZodType<T>): T | null {
  const parsed = schema.safeParse(delivery.payload);
  return parsed.success ? parsed.data : null;
}

export const repositoryPayload = z.object({
  name: z.string(),
  owner: z.object({ login: z.string() }),
  default_branch: z.string().optional(),
  archived: z.boolean().optional(),
  custom_properties: z.record(z.string(), z.unknown()).optional(),
});
