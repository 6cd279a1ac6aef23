import type { RegistryFiles, Subject } from '../format.ts';
import { rangesOfSpecifier } from './compat-specifier.ts';
import { expand } from './compress.ts';
import { placeOf } from './place.ts';
import { readTable } from './table-file.ts';
import { TableProblem } from './toml.ts';
import { contains, parseRange, type Triple, type VersionRange } from './version-range.ts';
import { readVersions } from './versions-file.ts';

/** Versions of a package → the ranges of Julia that the registry says they run on; none where its files can't be read. */
export function languagesOf(subject: Subject, files: RegistryFiles): ReadonlyMap<string, readonly string[]> {
  const place = placeOf(subject, files);
  try {
    const said = expand(
      [...readVersions(place?.read('Versions') ?? '').keys()],
      readTable(place?.read('Compat') ?? ''),
    );
    return new Map([...said].flatMap(([version, bounds]) => [[version, [bounds.get('julia') ?? []].flat()] as const]));
  } catch (error) {
    if (error instanceof TableProblem) return new Map();
    throw error;
  }
}

/**
 * Whether there is a Julia in the ranges that an entry of `[compat]` leaves out. Judged by the first and the last version of each range: a gap in its
 * middle isn't seen.
 * @param ranges as Compat.toml writes them: `1.6 - 1`
 * @param specifier as Project.toml writes it: `1.6, 2`
 */
export function leavesOut(ranges: readonly string[], specifier: string): boolean {
  const now = rangesOfSpecifier(specifier);
  const before = ranges.flatMap((range) => parseRange(range) ?? []);
  return now !== null && before.flatMap(endsOf).some((end) => !now.some((range) => contains(range, end)));
}

/** Later than any version. */
const ENDLESS = Number.MAX_SAFE_INTEGER;

function endsOf({ lower, upper }: VersionRange): readonly Triple[] {
  const [major = 0, minor = 0, patch = 0] = lower;
  const [last = ENDLESS, lastMinor = ENDLESS, lastPatch = ENDLESS] = upper;
  return [
    [major, minor, patch],
    [last, lastMinor, lastPatch],
  ];
}
