import { type Bound, rangeOf, type Triple, unite, type VersionRange } from './version-range.ts';

const VERSION = String.raw`v?(\d+)(?:\.(\d+))?(?:\.(\d+))?`;
const CARET_OR_TILDE = new RegExp(`^([~^]?)${VERSION}$`);
const INEQUALITY = new RegExp(`^(≥|>=|=|<)\\s*${VERSION}$`);
const HYPHEN = new RegExp(`^${VERSION}\\s+-\\s+${VERSION}$`);

/**
 * The ranges that an entry of `[compat]` in a Project.toml allows: `1.2, 2` → `1.2.0-2`. `null` where it is no specifier.
 * Source: the Pkg manual, chapter "Compatibility".
 */
export function rangesOfSpecifier(specifier: string): readonly VersionRange[] | null {
  const parts = specifier.split(',').map((part) => rangeOfPart(part.trim()));
  const ranges = parts.filter((range) => range !== null);
  return ranges.length === parts.length ? unite(ranges) : null;
}

function rangeOfPart(part: string): VersionRange | null {
  // There is no version 0.0.0, and Pkg takes no such specifier.
  if (/^[~^≥>=<\s]*v?0+\.0+\.0+$/.test(part)) return null;
  const plain = CARET_OR_TILDE.exec(part);
  if (plain) return caretOrTilde(plain[1] === '~', numbers(plain.slice(2)));
  const inequality = INEQUALITY.exec(part);
  if (inequality) return inequalityRange(inequality[1] ?? '', padded(numbers(inequality.slice(2))));
  const hyphen = HYPHEN.exec(part);
  return hyphen ? rangeOf(numbers(hyphen.slice(1, 4)), numbers(hyphen.slice(4, 7))) : null;
}

/** What keeps the first number that isn't zero; a tilde keeps the minor number, where one is written. */
function caretOrTilde(isTilde: boolean, written: Bound): VersionRange {
  const lower = padded(written);
  if (isTilde) return rangeOf(lower, lower.slice(0, Math.min(written.length, 2)));
  const kept = lower.findIndex((number) => number !== 0) + 1 || written.length;
  return rangeOf(lower, lower.slice(0, kept));
}

function inequalityRange(sign: string, version: Triple): VersionRange | null {
  if (sign === '=') return rangeOf(version, version);
  if (sign !== '<') return rangeOf(version, []);
  const last = version.findLastIndex((number) => number !== 0);
  return last < 0 ? null : rangeOf([0, 0, 0], [...version.slice(0, last), (version[last] ?? 0) - 1]);
}

function numbers(parts: readonly (string | undefined)[]): Bound {
  return parts.filter((part) => part !== undefined).map(Number);
}

function padded([major = 0, minor = 0, patch = 0]: Bound): Triple {
  return [major, minor, patch];
}
