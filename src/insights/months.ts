/** Months that the insights tell of, with that of now. */
const MONTHS = 12;

/** `2026-11`, by UTC. @param at ISO 8601 */
export function monthOf(at: string): string {
  return at.slice(0, 7);
}

/** The last twelve months, the oldest first: `['2025-12', …, '2026-11']`. */
export function monthsUntil(now: Date): readonly string[] {
  return Array.from({ length: MONTHS }, (_, index) =>
    monthOf(new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - (MONTHS - 1 - index))).toISOString()),
  );
}
