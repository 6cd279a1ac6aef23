import { TableProblem } from './toml.ts';
import {
  contains,
  formatRange,
  parseRange,
  rangeOf,
  type Triple,
  tripleOf,
  unite,
  type VersionRange,
} from './version-range.ts';

/** What one version says: key → value. Versions that differ in prerelease or build alone say the same. */
export type Sayings<Value> = ReadonlyMap<string, Value>;

/**
 * Ranges that hold all of `chosen` and none of the other versions in `pool`, the first that do by Julia's order of trial: from the lowest
 * chosen version to the highest of its major number, each cut to as few numbers as will do.
 * Source: the algorithm by which RegistryTools writes, described in the registry reference of Pkg.
 */
export function compressVersions(pool: readonly Triple[], chosen: readonly Triple[]): readonly VersionRange[] {
  const names = new Set(chosen.map(String));
  const others = pool.filter((version) => !names.has(String(version)));
  let left = [...chosen].sort(compareTriples);
  const ranges: VersionRange[] = [];
  for (let first = left[0]; first; first = left[0]) {
    const range = widestFrom(first, left, others);
    ranges.push(range);
    left = left.filter((version) => !contains(range, version));
  }
  return unite(ranges);
}

function widestFrom(first: Triple, chosen: readonly Triple[], others: readonly Triple[]): VersionRange {
  for (const end of chosen.filter(([major]) => major === first[0]).reverse()) {
    for (const lower of [1, 2, 3]) {
      for (const upper of [1, 2, 3]) {
        const range = rangeOf(first.slice(0, lower), end.slice(0, upper));
        if (!others.some((version) => contains(range, version))) return range;
      }
    }
  }
  return rangeOf(first, first);
}

/**
 * Groups what the versions say by ranges: range → key → value.
 * @param pool every registered version, also those that say nothing
 */
export function compress<Value>(
  pool: readonly string[],
  sayings: ReadonlyMap<string, Sayings<Value>>,
): ReadonlyMap<string, ReadonlyMap<string, Value>> {
  const triples = triplesOf(pool);
  const spoken = new Map<string, { key: string; value: Value; versions: Triple[] }>();
  for (const [version, said] of sayings) {
    const triple = tripleOf(version);
    if (!triple) continue;
    for (const [key, value] of said) {
      const id = JSON.stringify([key, value]);
      const known = spoken.get(id) ?? { key, value, versions: [] };
      known.versions.push(triple);
      spoken.set(id, known);
    }
  }
  const grouped = new Map<string, Map<string, Value>>();
  for (const { key, value, versions } of spoken.values()) {
    for (const range of compressVersions(triples, versions).map(formatRange)) {
      grouped.set(range, (grouped.get(range) ?? new Map<string, Value>()).set(key, value));
    }
  }
  return grouped;
}

/**
 * What each version says, out of ranges. Every version of the pool is in the answer, cut to major, minor and patch.
 * @throws TableProblem where a range can't be read, or two ranges give one key to the same version
 */
export function expand<Value>(
  pool: readonly string[],
  table: ReadonlyMap<string, ReadonlyMap<string, Value>>,
): ReadonlyMap<string, Sayings<Value>> {
  const ranges = [...table].map(([written, said]) => {
    const range = parseRange(written);
    if (!range) throw new TableProblem(`${JSON.stringify(written)} is no range of versions.`);
    return { written, range, said };
  });
  return new Map(
    triplesOf(pool).map((triple) => {
      const said = new Map<string, Value>();
      for (const each of ranges.filter(({ range }) => contains(range, triple))) {
        for (const [key, value] of each.said) {
          if (said.has(key)) throw new TableProblem(`Two ranges give ${key} to version ${triple.join('.')}.`);
          said.set(key, value);
        }
      }
      return [triple.join('.'), said];
    }),
  );
}

function triplesOf(versions: readonly string[]): readonly Triple[] {
  const cut = versions.map(tripleOf).filter((triple) => triple !== null);
  return [...new Map(cut.map((triple) => [String(triple), triple])).values()].sort(compareTriples);
}

function compareTriples(one: Triple, other: Triple): number {
  return one[0] - other[0] || one[1] - other[1] || one[2] - other[2];
}
