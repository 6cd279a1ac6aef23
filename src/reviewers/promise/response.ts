/** A promised response time: so much working time from when somebody asks. */
export interface ResponseTime {
  readonly amount: number;
  readonly unit: 'hour' | 'day' | 'week';
}

/** What a manifest may promise, for people who wrote something else. */
export const RESPONSE_EXAMPLES = '`4 hours`, `2 working days` or `1 week`';

const WRITTEN =
  /^(?:within )?(?<amount>\d{1,3}|an?|one|two|three|four|five) ?(?:(?:working|business) ?)?(?<unit>hour|day|week)s?$/;
const WORDS: Readonly<Record<string, number>> = { a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5 };

/**
 * Reads a manifest's `support.response`: a number of hours, days or weeks, with or without "working", since all of them are counted by the
 * policy's calendar. `null` for anything else, and for no time at all: nothing is promised then that could be kept or broken.
 */
export function parseResponse(text: string): ResponseTime | null {
  const found = WRITTEN.exec(text.trim().toLowerCase().replace(/\s+/g, ' '))?.groups;
  if (!found) return null;
  const amount = WORDS[found.amount ?? ''] ?? Number(found.amount);
  return amount > 0 ? { amount, unit: found.unit as ResponseTime['unit'] } : null;
}
