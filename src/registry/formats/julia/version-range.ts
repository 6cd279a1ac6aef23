/**
 * The ranges of Julia's package manager: both ends are inclusive prefixes of a version. `0.7-0.8` is [0.7.0, 0.9.0), `1` is [1.0.0, 2.0.0),
 * `0.7-*` has no upper end. Prerelease and build parts play no role.
 * Source: the Pkg manual, "Registry Compat.toml", and what Pkg makes of it.
 */
export interface VersionRange {
  readonly lower: Bound;
  readonly upper: Bound;
}

/** Up to three numbers, the version's first ones; none of them is no bound at all. */
export type Bound = readonly number[];

/** Major, minor, patch. */
export type Triple = readonly [number, number, number];

const BOUND = String.raw`\*|\d+(?:\.\d+){0,2}`;
const RANGE = new RegExp(`^\\s*(${BOUND})(?:\\s*-\\s*(${BOUND}))?\\s*$`);

/** Reads `0.3`, `0.7-1`, `0.7 - 1`, `1.2.0-*`, `*`; `null` where the text is no range. */
export function parseRange(text: string): VersionRange | null {
  const [, lower, upper = lower] = RANGE.exec(text) ?? [];
  if (lower === undefined || upper === undefined) return null;
  const range = rangeOf(parseBound(lower), parseBound(upper));
  return isEmpty(range) ? null : range;
}

/** Without blanks around the hyphen, and one bound where both are the same version. */
export function formatRange({ lower, upper }: VersionRange): string {
  if (lower.length === 0 && upper.length === 0) return '*';
  if (lower.length === 0) return `0-${upper.join('.')}`;
  if (upper.length === 0) return `${padded(lower).join('.')}-*`;
  return compareNumbers(lower, upper) === 0 ? lower.join('.') : `${lower.join('.')}-${upper.join('.')}`;
}

/** Where both ends are one version when filled up with zeros, the upper one says it alone: `1.0.0-1` is `1`. */
export function rangeOf(lower: Bound, upper: Bound): VersionRange {
  const same = upper.length > 0 && compareNumbers(padded(lower), padded(upper)) === 0;
  return { lower: same ? upper : lower, upper };
}

/** Major, minor and patch of a semantic version; `null` where the text is none. */
export function tripleOf(version: string): Triple | null {
  const [, major, minor, patch] = /^v?(\d+)\.(\d+)\.(\d+)(?:[-+]|$)/.exec(version) ?? [];
  return patch === undefined ? null : [Number(major), Number(minor), Number(patch)];
}

export function contains({ lower, upper }: VersionRange, version: Triple): boolean {
  return comparePrefix(lower, version) <= 0 && comparePrefix(upper, version) >= 0;
}

/** Sorted, and with those in one that overlap or follow each other without a gap that a version could lie in. */
export function unite(ranges: readonly VersionRange[]): readonly VersionRange[] {
  const sorted = ranges
    .filter((range) => !isEmpty(range))
    .sort((one, other) => compareNumbers(one.lower, other.lower) || compareUpper(one.upper, other.upper));
  const united: VersionRange[] = [];
  for (const range of sorted) {
    const last = united.at(-1);
    if (!last || !reaches(last.upper, range.lower)) united.push(range);
    else united[united.length - 1] = rangeOf(last.lower, higher(last.upper, range.upper));
  }
  return united;
}

/** By the common part; then the shorter first. */
function compareNumbers(one: Bound, other: Bound): number {
  return comparePrefix(one, other) || one.length - other.length;
}

/** Nothing lies between the end of one range and the start of the next: `0.3` reaches `0.4`, but not `1`, for there may be a 0.5. */
function reaches(upper: Bound, lower: Bound): boolean {
  if (upper.length !== lower.length || upper.length === 0) return comparePrefix(upper, lower) >= 0;
  const following = [...upper.slice(0, -1), (upper.at(-1) ?? 0) + 1];
  return comparePrefix(following, lower) >= 0;
}

function higher(one: Bound, other: Bound): Bound {
  return compareUpper(one, other) < 0 ? other : one;
}

/** Of upper bounds the shorter reaches higher. */
function compareUpper(one: Bound, other: Bound): number {
  return comparePrefix(one, other) || other.length - one.length;
}

function comparePrefix(one: readonly number[], other: readonly number[]): number {
  const length = Math.min(one.length, other.length);
  for (let index = 0; index < length; index++) {
    const difference = (one[index] ?? 0) - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function isEmpty({ lower, upper }: VersionRange): boolean {
  return comparePrefix(lower, upper) > 0;
}

function padded(bound: Bound): Bound {
  return [0, 1, 2].map((index) => bound[index] ?? 0);
}

function parseBound(text: string): Bound {
  return text === '*' ? [] : text.split('.').map(Number);
}
