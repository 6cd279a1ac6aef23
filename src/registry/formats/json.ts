import { isDeepStrictEqual } from 'node:util';
import type { FileChange } from '../../domain/action.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** Reads a JSON object; `null` where the text is none. */
export function parseObject(text: string | null | undefined): JsonObject | null {
  try {
    return objectOf(JSON.parse(text ?? ''));
  } catch {
    return null;
  }
}

/** The value as an object; `null` where it is a list, a text, or nothing. */
export function objectOf(value: unknown): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
}

/** The change to a JSON file; none where it says the same already, however it is laid out. */
export function jsonChange(path: string, value: JsonObject, current: JsonObject | null): readonly FileChange[] {
  // Through JSON, so that keys without a value count as absent.
  const content = `${JSON.stringify(value, null, 2)}\n`;
  return isDeepStrictEqual(JSON.parse(content), current) ? [] : [{ path, content }];
}
